"""Work that is answered on the spot, before anything is committed, since nothing outside is asked for it."""

from app.engine import (
    Answer,
    CallIntegration,
    CodeReturned,
    Command,
    IntegrationAnswered,
    RunCode,
)

NO_SANDBOX = {
    "type": "SandboxUnavailable",
    "message": "This installation has no sandbox to run code in.",
    "line": None,
}


def answer_inline(command: Command) -> Answer | None:
    """The answer, or None where the command has to be performed.

    Code is never run unsafely: where no sandbox stands ready it is refused with a fault the author can see.
    No integration is registered yet, so each is answered as an unknown one.
    """
    if isinstance(command, RunCode):
        return CodeReturned(command_id=command.id, error=NO_SANDBOX, problem="code:error")
    if isinstance(command, CallIntegration):
        fault = {"code": "unknown", "message": f"There is no integration {command.integration}."}
        return IntegrationAnswered(command_id=command.id, ok=False, error=fault)
    return None
