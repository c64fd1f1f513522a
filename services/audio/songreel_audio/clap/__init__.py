"""CLAP, which puts music and sentences into one space: windows of a song, sentences of labels, and their likeness.

Y. Wu, K. Chen et al., "Large-scale contrastive language-audio pretraining with feature fusion and keyword-to-caption
augmentation", ICASSP 2023. What is common to both backends is here; what each library does is in backends/tags.
"""
