"""What the gateway tells, as typed values."""

import pytest
from songreel_client.errors import VideoFailed, problem_error
from songreel_client.transport import Transport
from songreel_client.video import Video

DOCUMENT = {
    "id": "v1",
    "song_id": "s",
    "state": "filming",
    "progress": {"film": 0.5, "shots_done": 1, "shots_total": 2, "unknown_to_us": 3},
    "shots": [{"index": 0, "state": "filmed", "start_frame": 0, "end_frame": 48, "sentence": "A.", "clip": {}}],
    "waiting_for": {"service": "video", "reason": "BUSY", "message": "Filming.", "since": "2026-01-01T00:00:00Z"},
}


def test_a_video_is_read_also_from_a_newer_gateway() -> None:
    """Members that this version does not know are left out, missing ones have defaults."""
    video = Video(DOCUMENT, Transport("http://127.0.0.1:1"))
    assert (video.progress.film, video.shots[0].end_frame, video.ended) == (0.5, 48, False)
    assert video.waiting_for is not None
    assert video.waiting_for.service == "video"
    assert video.film is None


def test_a_failed_video_is_an_error_with_its_problem() -> None:
    """What the song is to blame for is bad input; the rest is a failure."""
    for status, exit_status in ((422, 2), (502, 1)):
        problem = {"status": status, "detail": "This is not audio."}
        video = Video(DOCUMENT | {"state": "failed", "error": problem}, Transport("http://127.0.0.1:1"))
        with pytest.raises(VideoFailed, match="not audio") as failure:
            video.completed()
        assert failure.value.exit_status == exit_status


def test_a_problem_names_its_field_and_its_exit_status() -> None:
    """RFC 9457 in, an ApiError out: our mistake 2, the gateway's 3, a full store 4."""
    body = {"title": "Wrong", "detail": "/seed: too small", "errors": [{"pointer": "/seed", "detail": "too small"}]}
    error = problem_error(422, body)
    assert (error.status, error.field, str(error)) == (422, "/seed", "/seed: too small")
    assert [problem_error(status, body).exit_status for status in (404, 503, 507)] == [2, 3, 4]


def test_an_answer_that_is_no_problem_document_is_still_told() -> None:
    """A proxy's error page, for one."""
    assert "502" in str(problem_error(502, None))
