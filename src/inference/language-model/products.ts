import { toBinary, create } from '@bufbuild/protobuf';
import { nodeOf, valueOf } from '../../graph/parts';
import { GraphProtoSchema, ModelProtoSchema, TensorProto_DataType } from '../../graph/proto/onnx_pb';
import { openAsItIs } from '../opened';
import type { Session } from '../runtime';

const DOUBLE = TensorProto_DataType.DOUBLE;
const [IR_VERSION, OPSET] = [8n, 13n];

/**
 * Products of matrices in double precision, by the runtime: it does in a second what JavaScript does in ten. All matrices are row-major.
 */
export class Products {
  private constructor(
    private readonly squaring: Session,
    private readonly scoring: Session,
  ) {}

  /** @throws the runtime's error, where it has no such operator */
  static async open(): Promise<Products> {
    const squaring = await openAsItIs(modelOf(['states'], { transA: 1 }, [['states', ['n', 'width']]]));
    try {
      const scoring = await openAsItIs(
        modelOf(['states', 'weights', 'bias'], { transB: 1 }, [
          ['states', ['n', 'width']],
          ['weights', ['classes', 'width']],
          ['bias', ['classes']],
        ]),
      );
      return new Products(squaring, scoring);
    } catch (error) {
      await squaring.release();
      throw error;
    }
  }

  /** `Xᵀ X`, `[width, width]`. @param states `[n, width]`, of which there is at least one */
  async squares(states: Float64Array, width: number): Promise<Float64Array> {
    const value = { type: 'float64', dims: [states.length / width, width], data: states };
    return doubles(await this.squaring.call({ states: value }, ['product']));
  }

  /** `X Wᵀ + b`, `[n, classes]`. @param weights `[classes, width]` */
  async scores(states: Float64Array, weights: Float64Array, bias: Float64Array): Promise<Float64Array> {
    const [classes, width] = [bias.length, weights.length / bias.length];
    const feeds = {
      states: { type: 'float64', dims: [states.length / width, width], data: states },
      weights: { type: 'float64', dims: [classes, width], data: weights },
      bias: { type: 'float64', dims: [classes], data: bias },
    };
    return doubles(await this.scoring.call(feeds, ['product']));
  }

  async release(): Promise<void> {
    await this.squaring.release();
    await this.scoring.release();
  }
}

function doubles({ product }: Readonly<Record<string, { data: unknown } | undefined>>): Float64Array {
  if (!(product?.data instanceof Float64Array)) throw new Error('the runtime gave no product');
  return product.data;
}

/** A graph of one `Gemm`; of one input alone it is a product with itself. */
function modelOf(
  inputs: readonly string[],
  turned: Readonly<Record<string, number>>,
  sizes: readonly (readonly [name: string, sizes: readonly string[]])[],
): Uint8Array {
  const [first = '', second = first, ...others] = inputs;
  const graph = create(GraphProtoSchema, {
    name: 'product',
    input: sizes.map(([name, of]) => valueOf(name, DOUBLE, of)),
    node: [nodeOf('Gemm', [first, second, ...others], ['product'], turned)],
    output: [valueOf('product', DOUBLE, ['rows', 'columns'])],
  });
  return toBinary(
    ModelProtoSchema,
    create(ModelProtoSchema, { irVersion: IR_VERSION, opsetImport: [{ domain: '', version: OPSET }], graph }),
  );
}
