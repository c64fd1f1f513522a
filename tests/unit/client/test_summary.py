"""What the command says of a finished film."""

from songreel.assembly.v1 import assembly_pb2
from songreel.critic.v1 import critic_pb2
from songreel_client.summary import measured_facts


def certificate() -> assembly_pb2.Certificate:
    made = assembly_pb2.Certificate(passed=True, figures=[assembly_pb2.Figure(name="cut_error", value=0.8, kept=True)])
    made.findings.add(measure="black_frames", severity=critic_pb2.SEVERITY_DEFECT, shot_index=3)
    return made


def test_a_film_that_passed_is_not_said_to_have_missed_anything() -> None:
    """Its defects were waived; nor is one of an earlier assembly service, which gave no verdict."""
    assert not any("not passed" in line for line in measured_facts(certificate()))
    assert not any("not passed" in line for line in measured_facts(assembly_pb2.Certificate()))


def test_a_film_that_did_not_pass_says_why() -> None:
    """The figure beyond its limit, and the shots with defects."""
    made = certificate()
    made.passed = made.figures[0].kept = False
    (line,) = [line for line in measured_facts(made) if "not passed" in line]
    assert line == "not passed: cut error 0.8; defects in shot 3, see the certificate's page"
