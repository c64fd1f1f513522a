"""A gateway that finds its video pods by a name, and remembers what they film while none is up."""

from pathlib import Path

from tests.fake_stack import FakeStack
from tests.processes import free_port, wait_until


class NamedPods(FakeStack):
    """The video pod listens on a port, as in a cluster."""

    video_port = free_port()

    def address(self, name: str) -> str:
        return f"127.0.0.1:{self.video_port}" if name == "video" else super().address(name)


def test_a_pod_found_by_name_films(short_folder: Path) -> None:
    """It comes after the order, as when pods are scaled up from none; the name is the machine's own."""
    stack = NamedPods(short_folder)
    stack.environment["SONGREEL_VIDEO_ADDRESSES"] = f"dns:localhost:{stack.video_port}"
    try:
        stack.start_fakes("others", "audio", "script", "critic", "assembly", "lalm")
        stack.start_gateway()
        stack.wait_until_alive()
        video_id = stack.order()
        wait_until(lambda: stack.video(video_id)["waiting_for"], 20, "the video to wait")
        assert stack.http.get("/readyz/gateway").status_code == 200, "orders are taken while there is no pod"
        assert stack.http.get("/readyz").status_code == 503
        stack.start_fakes("video", "video")
        assert stack.ended(video_id)["state"] == "completed"
    finally:
        stack.kill()
        stack.http.close()


def test_a_song_is_heard_and_a_script_written_while_no_pod_is_up(short_folder: Path) -> None:
    """Once a pod has said what it films; the film is there when a pod comes back."""
    stack = NamedPods(short_folder, SONGREEL_VIDEO_KIND="fake")
    stack.environment["SONGREEL_VIDEO_ADDRESSES"] = f"dns:localhost:{stack.video_port}"
    try:
        stack.start_all()
        assert stack.ended(stack.order())["state"] == "completed"
        stack.kill("video")
        video_id = stack.order(song_id=stack.upload(b"another song"))
        wait_until(lambda: stack.video(video_id)["waiting_for"], 20, "the film to wait for a pod")
        wait_until(lambda: len(stack.journalled("worded")) == 10, 20, "all shots to have their words")
        stack.start_fakes("video", "video")
        assert stack.ended(video_id)["state"] == "completed"
    finally:
        stack.kill()
        stack.http.close()
