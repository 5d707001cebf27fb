"""The wall around a trainee's code, and both sides of it.

``command`` starts the outer sandbox by bubblewrap, ``zygote`` waits in it with everything imported, ``wall`` closes a
second one around each run, ``engine`` lets papermill run the cells there, ``watch`` looks on from outside the wall.
``client`` is our side, and ``told`` what it believes of what a run tells.
"""
