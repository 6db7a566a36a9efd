"""An ONNX file behind MLServer, with its manifest, its hidden states, and a layer that may be replaced."""

import json

import onnx
import onnxruntime
from mlserver import MLModel
from mlserver.codecs import NumpyCodec
from mlserver.types import InferenceRequest, InferenceResponse, MetadataModelResponse, MetadataTensor, Parameters
from onnx import TensorProto, helper

DATATYPES = {"tensor(int64)": "INT64", "tensor(float)": "FP32", "tensor(bool)": "BOOL"}
LAYER = "hidden.1"


def replaceable(model: onnx.ModelProto, layer: str) -> onnx.ModelProto:
    """For all that reads it, `layer` is Where(mask, value, layer)."""
    mask, value = f"state-probe/mask {layer}", f"state-probe/value {layer}"
    graph = model.graph
    [shown] = [output for output in graph.output if output.name == layer]
    width = shown.type.tensor_type.shape.dim[2].dim_value
    at = next(k for k, node in enumerate(graph.node) if layer in node.output)
    for node in graph.node[at + 1 :]:
        node.input[:] = [f"{layer} patched" if name == layer else name for name in node.input]
    graph.node.insert(at + 1, helper.make_node("Where", [mask, value, layer], [f"{layer} patched"]))
    sizes = ["batch", "length"]
    graph.input.append(helper.make_tensor_value_info(mask, TensorProto.BOOL, [*sizes, 1]))
    graph.input.append(helper.make_tensor_value_info(value, TensorProto.FLOAT, [*sizes, width]))
    return model


class OnnxRuntime(MLModel):
    async def load(self) -> bool:
        model = onnx.load(self.settings.parameters.uri)
        manifest = json.loads(next(entry.value for entry in model.metadata_props if entry.key == "state-probe"))
        self.manifest = manifest | {"id": "served"}
        self.plain = onnxruntime.InferenceSession(model.SerializeToString())
        self.changed = onnxruntime.InferenceSession(replaceable(model, LAYER).SerializeToString())
        return True

    async def metadata(self) -> MetadataModelResponse:
        def told(tensors) -> list[MetadataTensor]:
            return [
                MetadataTensor(name=one.name, datatype=DATATYPES[one.type], shape=[size if isinstance(size, int) else -1 for size in one.shape])
                for one in tensors
            ]

        return MetadataModelResponse(
            name=self.name,
            platform="onnx",
            inputs=told(self.changed.get_inputs()),
            outputs=told(self.changed.get_outputs()),
            parameters=Parameters(**{"state-probe": self.manifest}),
        )

    async def predict(self, payload: InferenceRequest) -> InferenceResponse:
        given = {one.name: NumpyCodec.decode_input(one) for one in payload.inputs}
        names = [one.name for one in payload.outputs or []] or ["logits"]
        session = self.changed if len(given) > 1 else self.plain
        values = session.run(names, given)
        outputs = [NumpyCodec.encode_output(name, value) for name, value in zip(names, values, strict=True)]
        return InferenceResponse(model_name=self.name, outputs=outputs)
