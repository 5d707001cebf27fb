"""The hub of `hosting/` on one machine without a container engine: the same settings, local processes for containers.

A container drops every capability of root (`cap_drop` in the settings). Where the tests run as root the servers drop
them, too: only then does a file without the right to write stay unwritten.
"""

import os
from pathlib import Path

FOLDER = Path(os.environ["RUTA_TEST_FOLDER"])
HUB_PORT, DOOR_PORT, PROXY_PORT = os.environ["RUTA_TEST_PORTS"].split(",")
WITHOUT_POWERS = ["setpriv", "--inh-caps=-all", "--bounding-set=-all"] if os.geteuid() == 0 else []
ARGUMENTS = ["--allow-root"] if WITHOUT_POWERS else []

load_subconfig(os.environ["RUTA_TEST_CONFIG"])  # noqa: F821
c = get_config()  # noqa: F821
c.JupyterHub.bind_url = f"http://127.0.0.1:{DOOR_PORT}"
c.JupyterHub.hub_bind_url = f"http://127.0.0.1:{HUB_PORT}"
c.JupyterHub.hub_ip = c.JupyterHub.hub_connect_ip = "127.0.0.1"
c.JupyterHub.db_url = f"sqlite:///{FOLDER}/hub.sqlite"
c.JupyterHub.cookie_secret_file = f"{FOLDER}/cookie-secret"
c.JupyterHub.cleanup_servers = True
c.ConfigurableHTTPProxy.api_url = f"http://127.0.0.1:{PROXY_PORT}"
c.ConfigurableHTTPProxy.pid_file = f"{FOLDER}/proxy.pid"
c.FirstUseAuthenticator.dbm_path = f"{FOLDER}/passwords.dbm"
c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = f"{FOLDER}/homes/{{username}}"
# The very script of the image.
c.Spawner.cmd = [*WITHOUT_POWERS, "bash", os.environ["RUTA_TEST_START"]]
c.Spawner.args = ARGUMENTS
c.Spawner.notebook_dir = f"{FOLDER}/homes/{{username}}/ruta"
c.Spawner.environment = {**c.Spawner.environment, "PYTHONPATH": f"{FOLDER}/course/src", "PATH": os.environ["PATH"]}
