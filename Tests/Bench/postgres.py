"""A PostgreSQL server of a run alone, as Debian's package has it (every commit flushed), on a loopback port."""

import glob
import os
import pathlib
import shutil
import subprocess
import tempfile

import programs


class Postgres:
    """Started with `with`; `url` names its empty database."""

    def __enter__(self):
        found = sorted(glob.glob("/usr/lib/postgresql/*/bin/initdb"), key=lambda path: int(path.split("/")[4]))
        if not found:
            raise RuntimeError("PostgreSQL is not installed: apt-get install postgresql")
        self.programs = pathlib.Path(found[-1]).parent
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="casewire-bench-postgres-"))
        if os.getuid() == 0:
            shutil.chown(self.folder, "postgres")
        (port,) = programs.free_ports(1)
        self._run("initdb", "-U", "casewire", "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8")
        with open(self.folder / "data" / "postgresql.conf", "a", encoding="ascii") as file:
            file.write(f"port = {port}\nlisten_addresses = '127.0.0.1'\nunix_socket_directories = '{self.folder}'\n")
        self._run("pg_ctl", "-w", "-l", str(self.folder / "log"), "start")
        self.url = f"postgres://casewire@127.0.0.1:{port}/postgres"
        return self

    def __exit__(self, *_):
        self._run("pg_ctl", "-m", "fast", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, name, *arguments):
        # PostgreSQL refuses to run as root.
        user = {"user": "postgres", "group": "postgres", "extra_groups": []} if os.getuid() == 0 else {}
        subprocess.run(
            [self.programs / name, "-D", self.folder / "data", *arguments], check=True, cwd=self.folder,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, **user,
        )
