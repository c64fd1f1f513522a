"""What a script has cost so far, and who wrote it: the certificate's entry, added to that of a resumed script."""

from songreel.script.v1 import script_pb2

from songreel_script.writers import Credit, Meter


class Ledger:
    """Counts while a script is written."""

    def __init__(self, credit: Credit, seed: int, before: script_pb2.WrittenBy) -> None:
        self.meter = Meter()
        self.outline_retries = 0
        self.scene_retries = 0
        self._credit = credit
        self._seed = seed
        self._before = before
        self._by_rule = set(before.fallback_section_indices)
        self.treatment_by_rule = before.treatment_by_rule
        """The writer gave no usable outline."""

    def fell_back(self, section_index: int) -> None:
        """Notes a section with words by rule."""
        self._by_rule.add(section_index)

    @property
    def model(self) -> str:
        """The writer's model."""
        return self._credit.model

    @property
    def tokens(self) -> int:
        """Read and written in this call."""
        return self.meter.prompt_tokens + self.meter.completion_tokens

    def written_by(self) -> script_pb2.WrittenBy:
        """Who wrote, and what it took, earlier calls included."""
        before, credit, meter = self._before, self._credit, self.meter
        model = credit.model
        if before.model and before.model != model:  # resumed with another writer: both are named
            model = f"{before.model}, then {model}"
        return script_pb2.WrittenBy(
            backend=credit.backend,
            model=model,
            weights_sha256=credit.weights_sha256,
            licence=credit.licence,
            seed=self._seed,
            retries=before.retries + self.outline_retries + self.scene_retries,
            fallback_section_indices=sorted(self._by_rule),
            treatment_by_rule=self.treatment_by_rule,
            tokens=script_pb2.TokenUse(
                prompt_tokens=before.tokens.prompt_tokens + meter.prompt_tokens,
                completion_tokens=before.tokens.completion_tokens + meter.completion_tokens,
                reasoning_tokens=before.tokens.reasoning_tokens + meter.reasoning_tokens,
            ),
        )
