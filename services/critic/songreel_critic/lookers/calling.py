"""One call to the vision model's server, whose failures become sentences that say what to do."""

from collections.abc import Callable
from typing import TypeVar

import openai
import structlog
from songreel_chassis.errors import NotConfigured, Unavailable

from songreel_critic.settings import CriticSettings

log = structlog.get_logger()

RETRY_SECONDS = 5.0
T = TypeVar("T")


def guarded(settings: CriticSettings, call: Callable[[], T]) -> T:
    """What the call returns. Raises Unavailable where asking later may help, else NotConfigured."""
    where = settings.critic_base_url
    what = "Start it, correct SONGREEL_CRITIC_BASE_URL (with its /v1), or set SONGREEL_CRITIC_QUESTIONS=none."
    try:
        return call()
    except openai.APITimeoutError:
        raise Unavailable(
            f"The vision model at {where} gave no answer in {settings.critic_call_seconds:g} s. Raise"
            " SONGREEL_CRITIC_CALL_SECONDS, or lower SONGREEL_CRITIC_QUESTIONS_AT_ONCE.",
            retry_after_seconds=RETRY_SECONDS,
        ) from None
    except openai.APIConnectionError as error:
        log.warning("vision_model_unreachable", base_url=where, cause=repr(error.__cause__))
        raise Unavailable(f"No vision model answers at {where}. {what}", retry_after_seconds=RETRY_SECONDS) from None
    except (openai.AuthenticationError, openai.PermissionDeniedError):
        raise NotConfigured(f"The model server at {where} refused the key. Set SONGREEL_CRITIC_API_KEY.") from None
    except openai.NotFoundError:
        raise NotConfigured(
            f"The server at {where} has no model {settings.critic_model!r}. Set SONGREEL_CRITIC_MODEL and"
            " SONGREEL_CRITIC_BASE_URL."
        ) from None
    except openai.BadRequestError as error:
        raise NotConfigured(
            f"The model server at {where} cannot take such a request: {error.message[:300]}. It must serve a"
            " vision-language model that takes four pictures (--limit-mm-per-prompt), such as Qwen2.5-VL."
        ) from None
    except openai.APIStatusError as error:
        log.warning("vision_model_failed", base_url=where, status=error.status_code)
        raise Unavailable(
            f"The vision model at {where} failed with HTTP {error.status_code}. {what}",
            retry_after_seconds=RETRY_SECONDS,
        ) from None
    except ValueError as error:  # a body that is no JSON, or JSON of another shape
        raise Unavailable(
            f"The vision model at {where} sent a reply that cannot be read ({type(error).__name__}). {what}",
            retry_after_seconds=RETRY_SECONDS,
        ) from None
