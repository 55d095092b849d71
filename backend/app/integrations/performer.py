"""Calling an integration (flow-language.md 6). What the world does wrong is an answer, never an exception."""

import asyncio
import time
from collections.abc import Mapping, Sequence
from copy import replace
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

import structlog

from app.engine import values
from app.engine.commands import CallIntegration
from app.engine.events import IntegrationAnswered
from app.engine.fitting import fitted, missing
from app.engine.masking import Secrets, worth_hiding
from app.engine.schema_check import Misfit, misfits
from app.engine.text import size
from app.kit.egress import EgressError
from app.runtime.ports import Opened, Origin

from .asking import failed
from .base import Call, CredentialNeed, Outside
from .faults import MESSAGE_CHARACTERS, Failed
from .registry import OPERATIONS, Registered

log = structlog.get_logger()

ATTEMPTS: Final = 5  # at an operation whose service asks to come again later
RESULT_SIZE: Final = 256 * 1024  # bytes of JSON that a conversation takes in
MARGIN: Final = 0.5  # seconds that must be left to ask once more
NOT_SECRET: Final = frozenset({"username", "client_id"})


@dataclass(frozen=True, slots=True)
class IntegrationPerformer:
    """Plugged in by the composition root. `operations` is the registry, or a test's own."""

    outside: Outside
    operations: Mapping[str, Registered] = field(default_factory=lambda: OPERATIONS)

    async def perform(self, command: CallIntegration, origin: Origin) -> IntegrationAnswered:
        """The operation's result within the command's deadline, or why there is none."""
        began = time.monotonic()
        secrets = Secrets()
        try:
            async with asyncio.timeout(command.deadline):
                result = await self._result(command, origin, began + command.deadline, secrets)
        except TimeoutError:
            return _failed(command, Failed("timeout"), began)
        except Failed as failure:
            return _failed(command, failure, began, secrets)
        elapsed = _elapsed(began)
        return IntegrationAnswered(command_id=command.id, ok=True, result=result, elapsed_ms=elapsed)

    async def after_crash(self, command: CallIntegration, origin: Origin) -> IntegrationAnswered:
        """Does again what may be done twice; `unknown` for the rest."""
        registered = self.operations.get(command.integration)
        if registered is None or registered.operation.repeats(command.config):
            return await self.perform(command, origin)
        return self.give_up(command)

    def give_up(self, command: CallIntegration) -> IntegrationAnswered:
        """`unknown`: whether it was done nobody can tell."""
        return _failed(command, Failed("unknown"), time.monotonic())

    async def _result(self, command: CallIntegration, origin: Origin, ends: float, secrets: Secrets) -> Any:
        registered = self.operations.get(command.integration)
        if registered is None:
            raise Failed("unknown_integration", f"There is no integration {command.integration}.")
        config = _config(registered, command.config)
        need = registered.manifest.credential
        call = Call(
            id=UUID(command.id),
            origin=origin,
            config=config,
            credential=await self._found(replace(command, config=config), origin, need, secrets),
            credential_name=command.credential,
            need=need,
            ends=ends,
            secrets=secrets,
        )
        result = values.clean(await self._with_good_token(registered, call))
        return secrets.mask(_checked(registered, result))

    async def _with_good_token(self, registered: Registered, call: Call) -> Any:
        """Where a service takes a kept token no more it has done nothing: once, another one is tried."""
        try:
            return await self._attempts(registered, call)
        except Failed as failure:
            token = call.credential.token if call.credential is not None else None
            if failure.code != "unauthorized" or token is None:
                raise
            await self.outside.credentials.refused(token)
            try:
                again = await self._open(call.credential_name, call.origin, call.need, call.secrets)
            except EgressError:
                raise failure from None
            if again is None or again.token == token:
                raise
        return await self._attempts(registered, replace(call, credential=again))

    async def _found(
        self, command: CallIntegration, origin: Origin, need: CredentialNeed | None, secrets: Secrets
    ) -> Opened | None:
        """Only a default may be left out, where it is not needed: one that is named is meant to be used."""
        is_optional = command.credential is None and (need is None or not need.is_wanted(command.config))
        try:
            found = await self._open(command.credential, origin, need, secrets)
        except EgressError as fault:
            if is_optional:
                return None
            raise failed(fault) from fault
        if found is None and need is not None and need.provider is not None and not is_optional:
            raise Failed("no_credential", _lacking(command, need))
        return found

    async def _open(
        self, name: str | None, origin: Origin, need: CredentialNeed | None, secrets: Secrets
    ) -> Opened | None:
        if need is None or need.provider is None:
            return None
        credential = await self.outside.credentials.open(origin, name, need.provider)
        _hide(credential, secrets)
        return credential

    async def _attempts(self, registered: Registered, call: Call) -> Any:
        """Where a service says when to come again it has done nothing: then asking again is safe."""
        perform = registered.load()
        for _ in range(ATTEMPTS - 1):
            try:
                return await perform(call, self.outside)
            except Failed as failure:
                pause = failure.retry_after
                if failure.code != "rate_limited" or pause is None or pause + MARGIN > call.seconds_left:
                    raise
                await asyncio.sleep(pause)
        return await perform(call, self.outside)


def _config(registered: Registered, given: Mapping[str, Any]) -> dict[str, Any]:
    config, faults = fitted(registered.operation.input, given)
    if faults:
        raise Failed("invalid_config", explained(registered.operation.input, config, faults))
    return config


def explained(schema: Mapping[str, Any], config: Mapping[str, Any], faults: Sequence[Misfit]) -> str:
    """A sentence that names the first setting at fault; never with what stands in it."""
    first = faults[0]
    place = ".".join(map(str, first.at))
    if first.keyword == "required":
        absent = missing(schema, config, first.at)
        return f"The setting “{'.'.join([*map(str, first.at), absent[0]])}” is missing."
    if first.keyword == "additionalProperties":
        return f"There is no setting “{place}”."
    return f"The setting “{place}” does not fit: {first.keyword}."


def _lacking(command: CallIntegration, need: CredentialNeed) -> str:
    if command.credential is None:
        return f"There is no credential for {need.provider}."
    return f"There is no credential “{command.credential}” for {need.provider}."


def _hide(credential: Opened | None, secrets: Secrets) -> None:
    if credential is not None:
        parts = (part for name, part in credential.secret.items() if name not in NOT_SECRET)
        secrets.add(list(worth_hiding(parts)))


def _checked(registered: Registered, result: Any) -> Any:
    """The result; one that is not what the manifest says is kept, and told to whoever runs the place."""
    if size(values.encode(result).decode()) > RESULT_SIZE:
        raise Failed("too_large", "The answer is larger than a conversation takes in.")
    fault = next(misfits(registered.operation.output, result), None)
    if fault is not None:
        log.warning("integration_result", integration=registered.id, at=list(fault.at), keyword=fault.keyword)
    return result


def _failed(
    command: CallIntegration, failure: Failed, began: float, secrets: Secrets | None = None
) -> IntegrationAnswered:
    message = values.clean(failure.message)
    masked = message if secrets is None else secrets.mask(message)  # a secret that was cut would not be known
    error = {"code": failure.code, "message": masked[:MESSAGE_CHARACTERS]}
    return IntegrationAnswered(command_id=command.id, ok=False, error=error, elapsed_ms=_elapsed(began))


def _elapsed(began: float) -> int:
    return round((time.monotonic() - began) * 1000)
