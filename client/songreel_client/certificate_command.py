"""`songreel certificate`: what was measured on a film, shown, saved as JSON, HTML or PDF, or held against the film."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer
from google.protobuf import json_format
from songreel.assembly.v1 import assembly_pb2

from songreel_client.certificates.telling import certificate_lines
from songreel_client.connection import Connection, Place
from songreel_client.errors import BadInput, CannotRead
from songreel_client.inputs import certificate_path, choose_file
from songreel_client.options import CACHE_FOLDER, DATA_FOLDER, Cache, Data, Force, Gateway, JsonOutput
from songreel_client.reporting import columns, print_json, reported
from songreel_client.screens import open_screen
from songreel_client.texts import printable
from songreel_client.video import Form

APP = typer.Typer()
SAVED = "Save it"
CHECKED = "Hold it against the film"


@APP.command()
@reported
def certificate(
    video: Annotated[str, typer.Argument(metavar="VIDEO", help="A video's id; or a film or a certificate, as a file.")],
    html: Annotated[bool, typer.Option("--html", rich_help_panel=SAVED, help="As a page for screens.")] = False,
    pdf: Annotated[bool, typer.Option("--pdf", rich_help_panel=SAVED, help="As a page for paper.")] = False,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", rich_help_panel=SAVED, show_default=False,
                     help="Its file. Default with --html and --pdf: VIDEO.certificate.html or .pdf here."),
    ] = None,
    verify: Annotated[
        bool, typer.Option("--verify", rich_help_panel=CHECKED, help="Check signature, form, film and sound.")
    ] = False,
    film: Annotated[
        Path | None,
        typer.Option(metavar="FILM.mp4", rich_help_panel=CHECKED, show_default=False,
                     help="The film on this machine. Default: the one beside the certificate's file."),
    ] = None,
    song: Annotated[
        Path | None,
        typer.Option(metavar="SONG", rich_help_panel=CHECKED, help="The song, to be checked too.", show_default=False),
    ] = None,
    key: Annotated[
        Path | None,
        typer.Option(metavar="KEY.pem", rich_help_panel=CHECKED, show_default=False,
                     help="The public key that you trust, in PEM form."),
    ] = None,
    force: Force = False,
    gateway: Gateway = "",
    data: Data = DATA_FOLDER,
    cache: Cache = CACHE_FOLDER,
    as_json: JsonOutput = False,
) -> None:  # fmt: skip
    """Shows what was measured on a film, saves it, or holds it against the film.

        \b
        songreel certificate VIDEO
        songreel certificate VIDEO --pdf -o film.certificate.pdf
        songreel certificate song.film.mp4 --verify
        songreel certificate VIDEO --verify --film song.film.mp4 --key studio.pub.pem

    With --verify the exit status is 0 when everything that could be checked holds, and 1 when something does not.
    A film's or a certificate's file is checked without a gateway.
    """
    if html and pdf:
        raise BadInput("--html and --pdf are two files. Ask for one after the other.")
    if verify and (html or pdf or output):
        raise BadInput("--verify checks and saves nothing. Leave --html, --pdf and --output away.")
    if not verify and (film or song or key):
        raise BadInput("--film, --song and --key are for --verify. Add it.")
    lying = Path(video)
    if lying.suffix.lower() in (".json", ".mp4"):
        if html or pdf or output:
            raise BadInput(
                "A file is shown and checked. To save a page, name the video's id, as `songreel list` shows it."
            )
        text, film = read_file(lying, film)
    else:
        form: Form = "html" if html else "pdf" if pdf else "json"
        path = choose_file(output or Path(f"{video}.certificate.{form}"), force) if output or html or pdf else None
        with Connection(Place.of(gateway, data, cache), open_screen(quiet=True), services=()) as connection:
            found = connection.songreel.videos.get(video)
            if path:
                found.download_certificate(path, form)
                print(f"Certificate  {printable(str(path))}")
                return
            text = json.dumps(found.certificate_document())
    if verify:
        tell_checks(text, {"film": film, "song": song, "key": key}, as_json)
    elif as_json:
        print_json(json.loads(text))
    else:
        message = json_format.Parse(text, assembly_pb2.Certificate(), ignore_unknown_fields=True)
        print("\n".join(certificate_lines(message)))


def read_file(path: Path, film: Path | None) -> tuple[str, Path | None]:
    """The text of a certificate on this machine, and its film if that lies beside it."""
    named = path if path.suffix.lower() == ".json" else certificate_path(path)
    try:
        text = named.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is no text"
        raise CannotRead(f"The certificate {printable(str(named))} cannot be read: {why}.") from error
    beside = path if path.suffix.lower() == ".mp4" else named.with_name(named.name.replace(".certificate.json", ".mp4"))
    return text, film or (beside if beside.suffix == ".mp4" and beside.exists() else None)


def tell_checks(text: str, named: dict[str, Path | None], as_json: bool) -> None:
    """The answers on standard output. Exits with 1 when one of them is no."""
    try:
        from songreel_client.certificates.checks import Evidence, check_certificate
    except ImportError as error:
        raise BadInput(
            f"Certificates are checked with libraries that are not here ({error}). Install them with "
            "`pip install 'songreel-client[verify]'`."
        ) from error
    checks = check_certificate(text, Evidence(**named))
    failed = [check for check in checks if check.answer == "fails"]
    passed = bool(json.loads(text).get("passed"))
    if as_json:
        document: dict[str, Any] = {"holds": not failed, "passed": passed, "checks": [vars(check) for check in checks]}
        print_json(document)
    else:
        print("\n".join(columns((check.answer, check.name, check.sentence) for check in checks)))
        print(f"\nThe film {'passed' if passed else 'did not pass'}, says its certificate, and ", end="")
        print("whatever could be checked holds." if not failed else f"{failed[0].name} does not hold.")
    if failed:
        raise typer.Exit(1)
