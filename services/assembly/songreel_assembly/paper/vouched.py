"""Who agreed to be seen, and whose word all of this is."""

from songreel.assembly.v1 import assembly_pb2

from songreel_assembly.paper.forms import Cell, Chapter, Column, Words, table

NOBODY_DECLARED = "nobody declared anything when this picture was uploaded"
PICTURES = (
    "Characters of the film follow uploaded pictures. A declaration is the word of whoever uploaded the picture; "
    "Songreel neither knows who is on it nor checks the declaration."
)


def consent_chapter(it: assembly_pb2.Certificate) -> Chapter | None:
    """Of characters that follow uploaded pictures; None where there are none."""
    if not it.consents:
        return None
    columns = [Column("character", 1.4), Column("picture", 2), Column("declared by", 1.6), Column("when", 1.8),
               Column("in their words", 4)]  # fmt: skip
    return Chapter(
        "Consent for real faces", (Words(PICTURES, "dim"), table(columns, [_row(each) for each in it.consents]))
    )


def _row(consent: assembly_pb2.Consent) -> list[Cell]:
    picture = consent.image_uri.rpartition("/")[2][:16] or consent.consent_uri
    declared = consent.declared_by or consent.consent_uri
    return [
        Words(consent.character_id),
        Words(picture, code=True),
        Words(consent.declared_by),
        Words(consent.declared_at),
        Words(consent.statement or consent.consent_uri) if declared else Words(NOBODY_DECLARED, "warn"),
    ]


def word_chapter(it: assembly_pb2.Certificate) -> Chapter:
    """Digests, content credentials and the signature."""
    sound = it.soundtrack
    manifest = it.content_credentials
    told = (
        f"C2PA manifest in the film ({manifest.digital_source_type}), signed by {manifest.issuer}"
        if manifest.embedded
        else "none"
    )
    kept = "the song's own packets" if sound.stream_copied else "encoded once"
    rows: list[list[Cell]] = [
        [Words("film"), Words(f"sha256 {it.film_sha256}", code=True)],
        [Words("song"), Words(f"sha256 {it.song_sha256}", code=True)],
        [Words("sound"), Words(f"{sound.codec}, {kept}; sha256 of its packets:\n{sound.film_packets_sha256}")],
        [Words("content credentials"), Words(told)],
        [
            Words("signature"),
            Words(
                f"Ed25519, key {it.signing_key_id}, over the certificate's JSON (form {it.form_version}), which is the "
                "document that counts; this page is made from it."
            ),
        ],
    ]
    return Chapter("Whose word this is", (table([Column("", 1.5), Column("", 7)], rows),))
