"""What scikit-learn and NumPy compute from the same numbers as src/representation: writes oracle.json beside itself.

    python3 -m venv oracle-venv
    oracle-venv/bin/pip install numpy==2.4.6 scikit-learn==1.9.1
    oracle-venv/bin/python test/unit/representation/recorded/make.py

Nothing here shares a formula with what it checks: probes are scikit-learn's discriminant analysis fitted on the states
themselves (ours has only their sums), components come from a singular value decomposition (ours from eigenvectors of the
covariance), areas from a ROC curve (ours from counted pairs).
"""

import json
from io import BytesIO
from pathlib import Path

import numpy as np
from sklearn.base import BaseEstimator
from sklearn.decomposition import PCA
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.metrics import roc_auc_score
from sklearn.metrics.pairwise import cosine_similarity

RIDGE = 1e-3
random = np.random.default_rng(20260101)


def single(values):
    """Few digits for the file, and single precision, as the states of models are."""
    return np.float32(np.round(values, 3)).astype(np.float64)


def listed(values):
    return [value if isinstance(value, int) else float(f"{value:.12g}") for value in np.asarray(values).ravel().tolist()]


class RidgedCovariance(BaseEstimator):
    """The covariance of one class, with the ridge that does not depend on the class."""

    def __init__(self, ridge):
        self.ridge = ridge

    def fit(self, states):
        self.covariance_ = np.cov(states, rowvar=False, bias=True) + self.ridge * np.eye(states.shape[1])
        return self


def probe(count, width, shares, classes, held_out):
    shares = np.array(shares) / np.sum(shares)
    mixing = random.normal(size=(width, width)) * np.geomspace(3, 0.1, width)[:, None]
    means = random.normal(size=(len(shares), width)) @ mixing + random.normal(size=width) * 5

    def draw(number):
        # Each class occurs, whatever the draw.
        labels = np.concatenate([np.arange(len(shares)), random.choice(len(shares), number - len(shares), p=shares)])
        return single(means[labels] + random.normal(size=(number, width)) @ mixing), labels

    states, labels = draw(count)
    tests, truth = draw(held_out)
    ridge = RIDGE * np.trace(np.cov(states, rowvar=False, bias=True)) / width
    model = LinearDiscriminantAnalysis(solver="lsqr", covariance_estimator=RidgedCovariance(ridge)).fit(states, labels)
    scores = model.decision_function(tests)
    others = scores.copy()
    others[np.arange(held_out), truth] = -np.inf
    return {
        "width": width,
        # More than occur: those that do not must never be read.
        "classes": classes,
        "states": listed(states),
        "labels": listed(labels),
        "tests": listed(tests),
        "truth": listed(truth),
        "predicted": listed(model.predict(tests)),
        "margin": listed(scores[np.arange(held_out), truth] - others.max(axis=1)),
    }


def plane(states):
    pca = PCA(n_components=2, svd_solver="full").fit(states)
    return {
        "width": states.shape[1],
        "states": listed(states),
        "mean": listed(pca.mean_),
        "axes": listed(pca.components_),
        "explained": listed(pca.explained_variance_ratio_),
        "points": listed(pca.transform(states)),
    }


def similarity(rows, width, kinds):
    labels = random.integers(kinds, size=rows)
    states = single(random.normal(size=(kinds, width))[labels] + 0.8 * random.normal(size=(rows, width)) + 4)
    cosine = cosine_similarity(states - states.mean(axis=0))
    i, j = np.tril_indices(rows, -1)
    return {
        "width": width,
        "states": listed(states),
        "labels": listed(labels),
        "cosine": listed(cosine),
        "area": roc_auc_score(labels[i] == labels[j], cosine[i, j]),
    }


def attention(tokens, after):
    """Between steps, and how the head reads: with an averaging matrix instead of loops over tokens."""
    weights = np.tril(random.random((tokens, tokens)))
    weights = single(weights / weights.sum(axis=1, keepdims=True))
    after = np.array(after)
    starts = np.concatenate([[1], after[:-1] + 1])
    member = np.array([[start <= token <= end for token in range(tokens)] for start, end in zip(starts, after)])
    between = np.tril(weights[after] @ member.T)
    share = between / between.sum(axis=1, keepdims=True)
    steps = np.arange(len(after))
    return {
        "tokens": tokens,
        "first": 1,
        "after": listed(after),
        "weights": listed(weights),
        "between": listed(between),
        "itself": np.diag(share).mean(),
        "back": (share * (steps[:, None] - steps)).sum(axis=1).mean(),
    }


def header(shape, kind):
    """The literal of an .npy file's header, as NumPy writes it."""
    file = BytesIO()
    np.save(file, np.zeros(shape, kind))
    return file.getvalue()[10:128].decode("latin1").split("}")[0] + "}"


oracle = {
    "probes": {
        "many states, some classes rare": probe(300, 6, [8, 4, 2, 1, 1], 7, 80),
        "fewer states than a covariance needs": probe(14, 12, [1, 1, 1], 3, 30),
    },
    "planes": {
        "many steps": plane(single(random.normal(size=(60, 5)) @ random.normal(size=(5, 5)) + 2)),
        "fewer steps than neurons": plane(single(random.normal(size=(6, 11)) * 4)),
    },
    "similarity": similarity(28, 4, 5),
    "attention": attention(12, [1, 4, 5, 8, 11]),
    "headers": [
        {"shape": shape, "type": {"<f4": "float32", "<i4": "int32"}[kind], "literal": header(shape, kind)}
        for shape, kind in [([3], "<i4"), ([0], "<f4"), ([3, 2], "<f4"), ([2, 64, 16], "<f4")]
    ],
}
path = Path(__file__).with_name("oracle.json")
path.write_text(json.dumps(oracle, separators=(",", ":")) + "\n", encoding="utf-8")
print(f"{path}: {path.stat().st_size} bytes")
