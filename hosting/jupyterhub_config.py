"""JupyterHub for several rooms: one closed container a person, the course read-only in it, the work in a volume.

Started by `compose.yml`; the page «Host the course for several rooms» says how. What an office may change are the
variables of `ruta.classroom.hub_settings`, not this file.
"""

import os
import sys

from ruta.classroom import hub_settings
from ruta.errors import InputError

try:
    settings = hub_settings.read(os.environ)
    people = hub_settings.class_codes(settings)
except InputError as error:
    # One sentence in the log: a traceback would hide it.
    sys.exit(error.sentence())

c = get_config()  # noqa: F821 (JupyterHub gives it)

c.JupyterHub.bind_url = "http://:8000"
# The servers of the people reach the hub by its name in their closed network.
c.JupyterHub.hub_ip = "0.0.0.0"
c.JupyterHub.hub_connect_ip = "hub"
c.JupyterHub.db_url = f"sqlite:///{hub_settings.DATA}/hub.sqlite"
c.JupyterHub.cookie_secret_file = f"{hub_settings.DATA}/cookie-secret"
c.JupyterHub.active_server_limit = settings.people
# A whole room starts in the same minute: some at a time, the others wait.
c.JupyterHub.concurrent_spawn_limit = 8
# A restart of the hub stops nobody's work.
c.JupyterHub.cleanup_servers = False

# Nobody signs up: who stands in the class list chooses a password when coming in for the first time.
c.JupyterHub.authenticator_class = "firstuseauthenticator.FirstUseAuthenticator"
c.FirstUseAuthenticator.create_users = False
c.FirstUseAuthenticator.dbm_path = f"{hub_settings.DATA}/passwords.dbm"
c.FirstUseAuthenticator.min_password_length = 8
c.Authenticator.allowed_users = set(people)
c.Authenticator.admin_users = set(settings.facilitators)

c.JupyterHub.spawner_class = "dockerspawner.DockerSpawner"
c.Spawner.cmd = ["start-course"]
c.Spawner.default_url = "/lab"
c.Spawner.mem_limit = settings.memory
c.Spawner.cpu_limit = settings.cpu
c.Spawner.start_timeout = 120
c.Spawner.http_timeout = 120
c.Spawner.environment = {"RUTA_LANGUAGE": settings.language}
c.DockerSpawner.image = settings.image
# Nothing is fetched on the day: the image must be on this machine.
c.DockerSpawner.pull_policy = "never"
c.DockerSpawner.network_name = settings.network
c.DockerSpawner.use_internal_ip = True
c.DockerSpawner.remove = True
c.DockerSpawner.volumes = {"ruta-work-{raw_username}": hub_settings.HOME}
c.DockerSpawner.notebook_dir = f"{hub_settings.HOME}/ruta"
c.DockerSpawner.extra_host_config = {
    "read_only": True,
    "tmpfs": {"/tmp": "rw,size=256m"},
    "cap_drop": ["ALL"],
    "security_opt": ["no-new-privileges"],
    "pids_limit": 512,
    # Without this a server above its memory would go on in swap and slow the whole room.
    "memswap_limit": settings.memory,
}

c.JupyterHub.load_roles = [
    {
        "name": "stop-idle",
        "services": ["stop-idle"],
        "scopes": ["list:users", "read:users:activity", "read:servers", "delete:servers"],
    }
]
c.JupyterHub.services = [
    {
        "name": "stop-idle",
        "command": [
            sys.executable,
            "-m",
            "jupyterhub_idle_culler",
            f"--timeout={settings.idle_minutes * 60}",
            f"--cull-every={min(settings.idle_minutes * 30, 300)}",
        ],
    }
]
