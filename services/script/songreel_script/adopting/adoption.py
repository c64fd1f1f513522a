"""A script written or edited by hand, taken over: its faults, or the script with what follows filled in."""

from songreel.audio.v1 import audio_pb2
from songreel.script.v1 import script_pb2

from songreel_script.adopting.faults import faults_of, numbered
from songreel_script.assignment import check_analysis


def adopt(request: script_pb2.AdoptScriptRequest) -> script_pb2.AdoptScriptResponse:
    """The complete script, or every fault; raises InvalidInput when the analysis has no plan."""
    check_analysis(request.analysis)
    if faults := faults_of(request.script, request.analysis):
        return script_pb2.AdoptScriptResponse(faults=faults)
    return script_pb2.AdoptScriptResponse(script=completed_script(request.script, request.analysis))


def completed_script(given: script_pb2.Script, analysis: audio_pb2.SongAnalysis) -> script_pb2.Script:
    """A faultless script with its shots in film order."""
    script = script_pb2.Script()
    script.CopyFrom(given)
    del script.shots[:]
    for index, shot in sorted(numbered(given), key=lambda pair: pair[0]):
        script.shots.add().CopyFrom(shot)
        script.shots[-1].index = index
    return script
