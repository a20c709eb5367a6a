import { codeFault, symbologyFor, type CodeFault, type Symbology } from '../../../../shared/domain/catalog/code-fault';

/** What a typed code is taken for, and what speaks against it. */
export interface CodeAdvice {
  readonly symbology: Symbology;
  /** It cannot be saved like this. */
  readonly fault: CodeFault | null;
  /** It can be saved, but looks like a number whose check digit is wrong or missing: the number that may be meant. */
  readonly meant: { readonly symbology: Symbology; readonly code: string } | null;
}

/** Numbers of the trade by their digits, with and without check digit. */
const byLength = { 13: 'ean13', 12: 'ean13', 8: 'ean8', 7: 'ean8', 14: 'itf14', 11: 'upca' } as const;

function meantNumber(code: string): CodeAdvice['meant'] {
  const symbology = /^[0-9]+$/.test(code) && byLength[code.length as keyof typeof byLength]; // looked up, may be undefined
  const fault = symbology ? codeFault(symbology, code) : null;
  return symbology && fault?.reason === 'checkDigit' ? { symbology, code: fault.expected } : null;
}

/** Judges a code as it is typed; `chosen` is the symbology that the person insists on. */
export function codeAdvice(code: string, chosen: Symbology | null): CodeAdvice {
  const symbology = chosen ?? symbologyFor(code);
  const meant = chosen === null && symbology === 'code128' ? meantNumber(code) : null;
  return { symbology, fault: codeFault(symbology, code), meant };
}
