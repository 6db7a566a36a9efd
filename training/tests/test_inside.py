"""What a layer shows of its inside, against the recurrence that it is said to be part of."""

import torch

from training.architectures import build
from training.tasks import task

WORDS = (3, 20)


def observed(architecture: str, **options):
    torch.manual_seed(0)
    model = build(architecture, task("S5"), layers=1, width=32, **options).eval()
    with torch.no_grad():
        return model, model.observe(torch.randint(11, WORDS))


def test_the_transition_of_ids4_moves_its_state_on():
    """What is left of a state after its transition is taken away depends on the token alone."""
    model, seen = observed("ids4")
    state, transition = seen["state.1"], seen["transition.1"]
    moved = (transition[:, 1:] @ state[:, :-1].unsqueeze(-1)).squeeze(-1)
    driven = model.layers[0].drive(seen["hidden.0"])[:, 1:]
    torch.testing.assert_close(state[:, 1:] - moved, driven, atol=1e-5, rtol=1e-4)
    torch.testing.assert_close(transition @ transition.mT, torch.eye(16).expand_as(transition), atol=1e-4, rtol=0)


def test_the_decay_of_s4_is_how_an_undriven_state_fades():
    """Without input a state keeps its phase's turning and loses the decay; measured on a word whose input is zero after one step."""
    model, seen = observed("s4")
    layer = model.layers[0].layer
    x = torch.zeros(1, 2, 32)
    x[:, 0] = 1
    with torch.no_grad():
        _, inside = layer.trace(x)
    size = inside["state"].norm(dim=2)  # moduli [1, 2, width, state]
    torch.testing.assert_close(inside["decay"][0, 1], (size[:, 1] / size[:, 0])[0].mean(-1), atol=1e-5, rtol=1e-4)
    assert (seen["decay.1"] == seen["decay.1"][:1, :1]).all()


def test_the_decay_of_mamba_is_the_mean_factor():
    for negative in (False, True):
        model, seen = observed("mamba", negative=negative)
        layer, residual = model.layers[0].layer, model.layers[0]
        with torch.no_grad():
            u, delta, a, b, _, _ = layer.selected(residual.norm(seen["hidden.0"]))
        state = seen["state.1"]
        drive = (delta * u).unsqueeze(-1) * b.unsqueeze(2)
        factor = ((state - drive)[:, 1:] / state[:, :-1]).mean(-1)
        close = (factor - seen["decay.1"][:, 1:]).abs() < 1e-2
        assert close.float().mean() > 0.95  # a quotient of small floats is rough now and then
        assert (seen["decay.1"] > (-1 if negative else 0)).all() and (seen["decay.1"] < 1).all()


def test_the_decay_of_deltanet_is_the_eigenvalue_along_the_key():
    model, seen = observed("deltanet", negative=True)
    layer, residual = model.layers[0].layer, model.layers[0]
    with torch.no_grad():
        _, k, v, beta = layer.selected(residual.norm(seen["hidden.0"]))
    state = seen["state.1"]
    along = lambda memory, k: (memory * k.unsqueeze(-2)).sum(-1)  # noqa: E731
    left = along(state[:, 1:], k[:, 1:]) - beta[:, 1:] * v[:, 1:]
    expected = seen["decay.1"][:, 1:].unsqueeze(-1) * along(state[:, :-1], k[:, 1:])
    torch.testing.assert_close(left, expected, atol=1e-4, rtol=1e-3)
