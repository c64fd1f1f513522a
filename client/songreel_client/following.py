"""A hearing or a writing seen through to its end, as a command does it, whatever the gateway does meanwhile."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

from songreel_client.connection import Connection, Place
from songreel_client.errors import Unreachable
from songreel_client.jobs import LOOK_SECONDS, Job
from songreel_client.screens import Screen, open_screen

J = TypeVar("J", bound=Job)
R = TypeVar("R")


@contextmanager
def at_work(place: Place, services: Sequence[str]) -> Iterator[tuple[Connection, Screen]]:
    """A connection to the services, and the screen that shows what is done; both are closed at the end, and an
    interrupted command says that it may be given again."""
    screen = open_screen()
    try:
        with Connection(place, screen, services=services) as connection:
            yield connection, screen
            connection.wait_for_others()
    except KeyboardInterrupt:
        screen.say("Interrupted. Nothing is lost: the same command goes on.")
        raise
    finally:
        screen.close()


def follow(connection: Connection, ask: Callable[[bool], J], show: Callable[[J], None], result: Callable[[J], R]) -> R:
    """What `result` reads of the completed job. Raises the job's failure and every other SongreelError.

    When the gateway goes away in between, everything is asked again: the same song and order are the same job. `ask`
    is told whether it is asked for the first time: what was to be done anew has begun by the second.
    """
    job: J | None = None
    first = True
    while True:
        try:
            if job is None:
                job = ask(first)
            first = False
            while not job.ended:
                show(job)
                time.sleep(LOOK_SECONDS)
                job = job.refresh()
                connection.check()
            return result(job.completed())
        except Unreachable as error:
            connection.recover(error)
            job = None
