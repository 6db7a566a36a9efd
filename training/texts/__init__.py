"""The bundled text readers: small language models that read swap programs, stories and games of chess token by token.

    python -m training.texts.games                 # random games, once
    python -m training.texts.train [ID ...]        # killed in any way, it goes on where it stopped
    python -m training.texts.export [ID ...]       # models/ID/: model.onnx, tokenizer.json, config.json
"""
