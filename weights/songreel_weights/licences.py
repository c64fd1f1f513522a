"""The page LICENCES.md: what each model may be used for, who says so, and whom to credit."""

from songreel_weights.catalogue import Catalogue, Entry, HubSource

HEAD = """# Licences of the weights

Songreel ships no weights. It fetches them on request, and accepts only files with the pinned sha256. This page is
made from `songreel_weights/catalogue.toml` by `python -m songreel_weights licences`.

| model | licence | commercial use | stated by | fetched from |
| --- | --- | --- | --- | --- |
"""


def licences_page(catalogue: Catalogue) -> str:
    """The page as Markdown."""
    rows = [_row(entry) for entry in catalogue.entries.values()]
    credit = [f"- **{e.name}**: {e.licence.credit}" for e in catalogue.entries.values() if e.licence.credit]
    notes = [f"- **{e.name}**: {e.note}" for e in catalogue.entries.values() if e.note]
    return "\n".join(
        [HEAD + "\n".join(rows), "", "## Credit that must be given", "", *credit, "", "## Notes", "", *notes, ""]
    )


def _row(entry: Entry) -> str:
    licence, places = entry.licence, []
    for source in dict.fromkeys(source for file in entry.files for source in file.sources):
        if isinstance(source, HubSource):
            places.append(source.url.split("/")[2])
        else:
            projects = [f"{project} {version}" for project, version, _ in source.parts]
            places.append(projects[0] if len(projects) == 1 else f"{projects[0]} … {projects[-1]}")
    commercial = "yes" if licence.commercial else "**no**, refused unless allowed by name"
    stated = f"[{licence.stated_by}]({licence.url})"
    return f"| {entry.name} | {licence.spdx} | {commercial} | {stated} | {', then '.join(dict.fromkeys(places))} |"
