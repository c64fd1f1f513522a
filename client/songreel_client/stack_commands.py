"""`songreel up` and `songreel doctor`: the local stack by itself, and what this machine lacks for it."""

import time

import typer

from songreel_client.connection import Connection, Place
from songreel_client.doctor import examine
from songreel_client.errors import StackFailed
from songreel_client.options import CACHE_FOLDER, DATA_FOLDER, Cache, Data, JsonOutput, Port
from songreel_client.reporting import print_json, print_rows, reported
from songreel_client.screens import Screen, open_screen

APP = typer.Typer()


@APP.command()
@reported
def up(port: Port = 8080, data: Data = DATA_FOLDER, cache: Cache = CACHE_FOLDER) -> None:
    """Runs the local stack until Ctrl-C: the API and a web page at http://127.0.0.1:8080."""
    screen = open_screen()
    try:
        with Connection(Place.of("", data, cache), screen, port=port) as connection:
            if connection.stack and not connection.stack.owned:
                raise StackFailed(f"A stack of this data folder is already running at {connection.url}.")
            stay_up(connection, screen)
    finally:
        screen.close()


@APP.command()
@reported
def doctor(port: Port = 0, data: Data = DATA_FOLDER, cache: Cache = CACHE_FOLDER, as_json: JsonOutput = False) -> None:
    """Looks for what this machine lacks, and says what to do about it."""
    checks = []
    for check in examine(Place.of("", data, cache).folders, port):
        checks.append(check)
        if not as_json:
            mark = "ok     " if check.ok else "MISSING" if check.needed else "later  "
            print_rows([(mark, check.name.ljust(16), check.found)])
            if check.advice:
                print_rows([("       ", " " * 16, check.advice)])
    if as_json:
        print_json({"checks": [check.document() for check in checks]})
    if any(check.needed and not check.ok for check in checks):
        raise StackFailed("Films cannot be made on this machine before the above is mended.")


def stay_up(connection: Connection, screen: Screen) -> None:
    """Returns on Ctrl-C. Raises StackFailed when a process is given up."""
    screen.say(f"The stack is up at {connection.url}. Ctrl-C stops it.")
    screen.busy("")
    try:
        while True:
            connection.check()
            time.sleep(0.2)
    except KeyboardInterrupt:
        screen.say("Stopping. Unfinished videos go on at the next start.")
