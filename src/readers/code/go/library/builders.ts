import type { Call, Entry, Part } from '../../core/library/library';
import { box, record } from '../../core/library/parameters';
import { using } from '../../core/library/table';
import { fieldKey } from '../../core/keys';
import type { Box, RecordData } from '../../core/values';

/** What a builder is kept as: its text is a field of it. */
const BUILDER = 'text builder';
const TEXT = 'text';

function textOf({ m }: Call, of: RecordData): Box {
  return of.entries.get(fieldKey(TEXT))?.box ?? m.fresh({ t: 'str', v: '' });
}

function put({ m, at }: Call, to: RecordData, held: Box): void {
  m.setEntry(to, { t: 'str', v: TEXT }, held, at);
}

const written = (piece: (call: Call, given: Box) => Box): Entry =>
  using([record, box], (call, to, given) => {
    const { m, at } = call;
    put(call, to, m.dialect.binary(m, '+', textOf(call, to), piece(call, given), at));
  });

/** A letter by its number. */
const letter = (call: Call, given: Box): Box => call.m.dialect.cast?.(call.m, 'string', given, call.at) ?? given;

/** `strings.Builder` and `bytes.Buffer`, as texts are written to them. */
export const builders: Part = {
  functions: {
    /** Under a name that no text can have. */
    'new builder': using([], (call) => {
      const made = call.m.record(BUILDER);
      put(call, made, call.m.recorder.fresh({ t: 'str', v: '' }, true));
      return made;
    }),
  },
  methods: {
    [BUILDER]: {
      WriteString: written((_call, given) => given),
      WriteByte: written(letter),
      WriteRune: written(letter),
      String: using([record], textOf),
      Reset: using([record], (call, of) => {
        put(call, of, call.m.recorder.fresh({ t: 'str', v: '' }, true));
      }),
    },
  },
};
