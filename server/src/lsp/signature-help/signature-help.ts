import type { SignatureHelp, SignatureInformation } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type ExpressionForm, type Model, type FieldSite, formAt, siteAt } from '../../document/index';
import { grouped } from '../../findings/index';
import { type FieldType, macroNamed, sizeOf } from '../../ks/index';
import type { Position } from '../../protocol/index';
import { cursorAt } from '../completion/cursor';
import { bytesAmount, hexOf } from '../describe-value';
import { localize } from '../localize';

/** What may be written where the caret stands in a constant expression: the construct it is in, and what the whole amounts to so far. Nothing outside of expressions. */
export function signatureHelp(document: TextDocument, model: Model, position: Position): SignatureHelp | null {
  const offset = document.offsetAt(position);
  const cursor = cursorAt(model, offset);
  if (cursor.kind !== 'string') return null;
  const site = siteAt(model, cursor.node);
  const { type } = site;
  if (type?.kind !== 'integer' && type?.kind !== 'flags' && type?.kind !== 'enumeration') return null;
  const text = model.tree.text.slice(cursor.content.start, cursor.content.end);
  const form = formAt(text, offset - cursor.content.start);
  const signature = signatureOf(form, model);
  const whole = wholeSignature(model, site, type);
  return { signatures: signature === undefined ? [whole] : [signature, whole], activeSignature: 0, activeParameter: 'part' in form ? form.part : null };
}

/** The construct at the caret. */
function signatureOf(form: ExpressionForm, { architecture }: Model): SignatureInformation | undefined {
  switch (form.kind) {
    case 'sizeof': {
      const size = sizeOf(form.type.replace(/^struct /, ''), architecture);
      return {
        label: 'sizeof(type)',
        documentation: localize('Size in bytes on {architecture}, of type size_t.', { architecture }),
        parameters: [{ label: 'type', documentation: size === undefined ? localize('A structure of the catalog, an integer type, or a pointer to anything: KS_FRAMING_ITEM, ULONG, PVOID.') : localize('{type} has {size} bytes.', { type: form.type, size: grouped(size) }) }],
      };
    }
    case 'cast':
      return {
        label: '(type) operand',
        documentation: localize('Converts to an integer type, as C does: what does not fit is cut off.'),
        parameters: [{ label: 'type', documentation: localize('An integer type: ULONG, LONGLONG, unsigned long.') }, { label: 'operand', documentation: localize('A number, a name, or an expression in parentheses: a cast binds more tightly than any operator between two operands.') }],
      };
    case 'conditional':
      return {
        label: 'condition ? value : otherwise',
        documentation: localize('Only the part that is chosen is evaluated.'),
        parameters: [{ label: 'condition', documentation: localize('Anything but 0 chooses the value.') }, { label: 'value' }, { label: 'otherwise' }],
      };
    case 'call': {
      const macro = macroNamed(form.name);
      if (macro === undefined) return undefined;
      return {
        label: `${macro.name}(${macro.parameters.join(', ')})`,
        documentation: `${macro.summary}\n\n${localize('Expands to: {expansion}', { expansion: macro.expansion })}\n\n${localize('An expression cannot call a macro: the document has the members that it fills in.')}`,
        parameters: macro.parameters.map((label) => ({ label })),
      };
    }
    case 'plain':
      return undefined;
  }
}

/** The field, and the value of the expression as it stands. */
function wholeSignature(model: Model, { name, bound }: FieldSite, type: Extract<FieldType, { readonly kind: 'integer' | 'flags' | 'enumeration' }>): SignatureInformation {
  const value = bound?.state === 'present' && bound.kind === 'integer' ? bound : undefined;
  const amount = value !== undefined && type.kind === 'integer' && type.display === 'bytes' ? bytesAmount(value.value, model.pageSize) : '';
  const now = bound?.state === 'present' && bound.kind === 'word' ? bound.word
    : value === undefined ? localize('The expression has no value yet.') : `= ${grouped(value.exact ?? value.value)} = ${hexOf(value, type.type, model.architecture)}${amount === '' ? '' : ` (${amount})`}`;
  const names = type.set === undefined ? localize('names of constants, and PAGE_SIZE ({size})', { size: grouped(model.pageSize) }) : localize('names of {set} and other constants, and PAGE_SIZE ({size})', { set: type.set, size: grouped(model.pageSize) });
  return {
    label: `${name}: ${type.type}`,
    documentation: `${now}\n\n${localize('Numbers as in C (0x10, 4096UL), {names}; + - * / % << >> & | ^ ~ ! < <= > >= == != && || ?: and parentheses, casts, and sizeof. Evaluated as the compilers for Windows do, then converted to {type}.', { names, type: type.type })}`,
    parameters: [],
  };
}
