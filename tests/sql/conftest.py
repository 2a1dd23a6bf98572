"""The engines that run the SQL: SQLite and DuckDB in this process, private servers of PostgreSQL and MariaDB."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

import pytest

from required import missing

Rows = list[dict[str, Any]]


class Engine(Protocol):
    """One engine."""

    dialect: str

    def rows(self, made: str, cells: Sequence[Sequence[Any]], *statements: str) -> Rows: ...


class Cursors:
    """An engine behind the usual interface of Python's databases, with a new connection for each run."""

    def __init__(self, dialect: str, connect: Callable[[], Any], mark: str) -> None:
        self.dialect = dialect
        self._connect = connect
        self._mark = mark

    def rows(self, made: str, cells: Sequence[Sequence[Any]], *statements: str) -> Rows:
        """Make the table `so_lieu`, fill it, run statements, and return the rows of the last."""
        with closing(self._connect()) as connection, closing(connection.cursor()) as cursor:
            for old in ("DROP VIEW IF EXISTS bang_diem", "DROP TABLE IF EXISTS so_lieu", made):
                cursor.execute(old)
            marks = ", ".join([self._mark] * len(cells[0]))
            cursor.executemany(f"INSERT INTO so_lieu VALUES ({marks})", cells)  # noqa: S608 - our own marks
            for statement in statements:
                cursor.execute(statement)
            names = [column[0] for column in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


class Spark:
    """Spark SQL, whose tables are views of this session; where a view is made, they are tables in its folder."""

    dialect = "spark"

    def __init__(self, session: Any) -> None:
        self._session = session

    def rows(self, made: str, cells: Sequence[Sequence[Any]], *statements: str) -> Rows:
        """Make the table `so_lieu`, fill it, run statements, and return the rows of the last."""
        made = made.replace("DOUBLE PRECISION", "DOUBLE")
        columns = re.sub(r"VARCHAR\(\d+\)|TEXT", "STRING", made[made.index("(") + 1 : made.rindex(")")])
        table = self._session.createDataFrame([tuple(row) for row in cells], columns)
        if any(statement.startswith("CREATE VIEW") for statement in statements):
            self._session.sql(made)
            table.write.insertInto("so_lieu")
        else:
            table.createTempView("so_lieu")
        try:
            for statement in statements:
                found = self._session.sql(statement)
            return [row.asDict() for row in found.collect()]
        finally:
            self._session.sql("DROP VIEW IF EXISTS bang_diem")
            if not self._session.catalog.dropTempView("so_lieu"):
                self._session.sql("DROP TABLE IF EXISTS so_lieu")


def sqlite() -> sqlite3.Connection:
    return sqlite3.connect(":memory:")


def binary(name: str, *places: str) -> str | None:
    """Return the path of a program; Debian keeps PostgreSQL's outside of PATH."""
    found = [str(path) for place in places for path in sorted(Path("/").glob(f"{place}/{name}"))]
    return shutil.which(name) or (found[-1] if found else None)


@contextmanager
def server(command: Sequence[str], user: str | None) -> Iterator[None]:
    """Run a server while the tests need it."""
    with subprocess.Popen(command, user=user, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            yield
        finally:
            process.terminate()


def waited(connect: Callable[[], Any], socket: Path) -> None:
    """Wait until a server takes connections."""
    for _ in range(600):
        if not socket.exists():  # a connection that is refused is left open by PyMySQL
            time.sleep(0.1)
            continue
        try:
            connect().close()
        except Exception:  # noqa: BLE001 - whatever a server that starts answers
            time.sleep(0.1)
        else:
            return
    pytest.fail("the server did not start")


@contextmanager
def home(user: str | None) -> Iterator[Path]:
    """Give a folder with a short name: the path of a socket has a limit."""
    folder = Path(tempfile.mkdtemp(prefix="es", dir="/tmp"))
    try:
        if user is not None:
            shutil.chown(folder, user)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def postgresql() -> Iterator[Engine]:
    """Run PostgreSQL on a socket of its own; it does not run as root, so then as the user of Debian's package."""
    initdb, postgres = (binary(name, "usr/lib/postgresql/*/bin") for name in ("initdb", "postgres"))
    if initdb is None or postgres is None or find_spec("psycopg") is None:
        missing("PostgreSQL (postgresql) or psycopg is not installed")
    assert initdb is not None
    assert postgres is not None
    user = "postgres" if os.geteuid() == 0 else None
    with home(user) as folder:
        data = folder / "data"
        made = [initdb, "-D", str(data), "-A", "trust", "-U", "tests", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
        subprocess.run(made, user=user, check=True, stdout=subprocess.DEVNULL, cwd=folder)
        with server([postgres, "-D", str(data), "-k", str(folder), "-h", "", "-F"], user):

            def connect() -> Any:
                return import_module("psycopg").connect(host=str(folder), user="tests", dbname="postgres")

            waited(connect, folder / ".s.PGSQL.5432")
            yield Cursors("postgresql", connect, "%s")


@contextmanager
def mariadb() -> Iterator[Engine]:
    """Run MariaDB on a socket of its own."""
    install, daemon = binary("mariadb-install-db"), binary("mariadbd", "usr/sbin")
    if install is None or daemon is None or find_spec("pymysql") is None:
        missing("MariaDB (mariadb-server) or PyMySQL is not installed")
    assert install is not None
    assert daemon is not None
    user = "root" if os.geteuid() == 0 else os.environ.get("USER", "")
    with home(None) as folder:
        data, socket = f"--datadir={folder / 'data'}", str(folder / "s")
        made = [install, "--no-defaults", data, f"--user={user}", "--skip-test-db"]
        normal = "--auth-root-authentication-method=normal"
        subprocess.run([*made, normal], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        flags = [f"--socket={socket}", "--skip-networking", f"--pid-file={folder / 'pid'}", f"--user={user}"]
        small = ["--innodb-buffer-pool-size=32M", "--innodb-flush-log-at-trx-commit=0"]
        with server([daemon, "--no-defaults", data, *flags, *small], None):

            def connect() -> Any:
                return import_module("pymysql").connect(unix_socket=socket, user="root", charset="utf8mb4")

            waited(connect, Path(socket))
            with closing(connect()) as connection:
                connection.cursor().execute("CREATE DATABASE tests CHARACTER SET utf8mb4")

            def chosen() -> Any:
                connection = connect()
                connection.select_db("tests")
                return connection

            yield Cursors("mariadb", chosen, "%s")


@contextmanager
def in_process(dialect: str) -> Iterator[Engine]:
    """Give SQLite or DuckDB, each run with a database of its own."""
    connect: Callable[[], Any] = sqlite if dialect == "sqlite" else import_module("duckdb").connect
    yield Cursors(dialect, connect, "?")


MAKE: Mapping[str, Callable[[], Any]] = {
    "sqlite": lambda: in_process("sqlite"),
    "duckdb": lambda: in_process("duckdb"),
    "postgresql": postgresql,
    "mariadb": mariadb,
}


# What Spark's own package warns of is not ours: resources that it closes late.
SPARK = pytest.param("spark", marks=[pytest.mark.loopback, pytest.mark.filterwarnings("ignore::ResourceWarning")])


@pytest.fixture(scope="session", params=[*MAKE, SPARK])
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """Give each engine in turn."""
    if request.param == "spark":
        yield Spark(request.getfixturevalue("spark"))
        return
    with MAKE[request.param]() as found:
        yield found
