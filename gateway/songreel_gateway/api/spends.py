"""What a video spent, as its client reads it."""

from collections.abc import Sequence

from pydantic import BaseModel, Field

from songreel_gateway.store.ledger import RESERVED, SPENT, Budget, Entry


class BudgetResource(BaseModel):
    """A cap, in one of two units."""

    amount: float | None = Field(description="Money, in the currency of the price list.")
    gpu_seconds: float | None


class SpendResource(BaseModel):
    """What filming took so far, beside what it was quoted at. Takes that were found, since they were filmed before,
    cost nothing."""

    gpu_seconds: float
    amount: float | None = Field(description="Money, by the price list of the moment; null without a price.")
    currency: str | None
    quoted_gpu_seconds: float | None = Field(description="Of what was filmed; null where something had no quote.")
    relative_error: float | None = Field(description="gpu_seconds / quoted_gpu_seconds - 1.")
    reserved_gpu_seconds: float | None = Field(description="Quoted, of what is being filmed; null where unknown.")
    budget: BudgetResource | None = None

    @classmethod
    def of(cls, entries: Sequence[Entry], budget: Budget | None = None) -> "SpendResource":
        """From the ledger."""
        spent = [entry for entry in entries if entry.state == SPENT]
        quoted = [entry.quoted_gpu_seconds for entry in spent if entry.take is not None and entry.began_at]
        filmed = sum(entry.gpu_seconds for entry in spent if entry.take is not None and entry.began_at)
        total = None if None in quoted else sum(each for each in quoted if each is not None)
        amounts = [entry.amount for entry in spent if entry.gpu_seconds or entry.amount is not None]
        reserved = [entry.quoted_gpu_seconds for entry in entries if entry.state == RESERVED]
        return cls(
            gpu_seconds=round(sum(entry.gpu_seconds for entry in entries), 3),
            amount=None if None in amounts else round(sum(each for each in amounts if each is not None), 6),
            currency=next((entry.currency for entry in entries if entry.currency), None),
            quoted_gpu_seconds=total if total is None else round(total, 3),
            relative_error=round(filmed / total - 1, 4) if total else None,
            reserved_gpu_seconds=None if None in reserved else sum(each for each in reserved if each is not None),
            budget=BudgetResource(**vars(budget)) if budget else None,
        )
