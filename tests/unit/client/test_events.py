"""Server-sent events as lines."""

from songreel_client.events import Event, read_events


def test_an_event_has_a_name_a_number_and_data() -> None:
    """The fields of one block make one event."""
    lines = ["event: video.state", "id: 3", 'data: {"state": "filming"}', ""]
    assert list(read_events(lines)) == [Event("video.state", {"state": "filming"}, 3)]


def test_comments_and_empty_blocks_are_no_events() -> None:
    """Heartbeats pass unseen."""
    assert list(read_events([": heartbeat", "", "", ": heartbeat", ""])) == []


def test_data_over_several_lines_is_one_document() -> None:
    """The standard joins them with line breaks."""
    assert list(read_events(["event:a", 'data:{"x":', "data: 1}", ""])) == [Event("a", {"x": 1})]


def test_an_event_that_the_end_cut_off_is_dropped() -> None:
    """It comes again, whole, on the next connection."""
    assert list(read_events(["event: video.state", "data: {"])) == []


def test_a_number_belongs_to_its_own_event_alone() -> None:
    """Progress without a number must not move the place where the stream is taken up."""
    events = list(read_events(["event: a", "id: 7", "data: {}", "", "event: b", "data: {}", ""]))
    assert [event.number for event in events] == [7, None]


def test_the_last_states_end_a_video() -> None:
    """Completed, failed and cancelled do, filming does not."""
    ends = {state: Event("video.state", {"state": state}).ends_video for state in ("completed", "failed", "filming")}
    assert ends == {"completed": True, "failed": True, "filming": False}
