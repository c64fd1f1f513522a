"""What a model is told of a shot: who is in it by their fixed wording, the look, and what shall not be seen."""

from songreel.video.v1 import video_pb2


def positive(request: video_pb2.FilmShotRequest) -> str:
    """The shot's prompt, which has everybody's wording and the look already; else its sentence with both."""
    if request.shot.prompt:
        return str(request.shot.prompt)
    sentence = request.shot.sentence.rstrip(" .")
    wordings = (*(each.description for each in request.characters), request.look.style)
    missing = [each.rstrip(" .") for each in wordings if each.casefold() not in sentence.casefold()]
    return ". ".join(part for part in (sentence, *missing) if part) + "."


def negative(request: video_pb2.FilmShotRequest, makers: str) -> str:
    """What shall not be seen: the makers' words and the look's."""
    return ", ".join(part for part in (makers, *request.look.do_not_show) if part)
