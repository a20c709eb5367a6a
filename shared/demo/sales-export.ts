import { parse } from 'csv-parse/sync';

/** A line of a sales export, cleaned. */
export interface SaleLine {
  invoice: string;
  /** A credit note: the goods came back or never left. */
  cancelled: boolean;
  stockCode: string;
  /** Postage, discounts, bank charges: money without goods. */
  service: boolean;
  description: string;
  /** Whole units, always positive. */
  units: number;
  /** UTC ms; the export carries no zone, so its clock is read as UTC. */
  at: number;
  /** Minor units. */
  unitPrice: number;
  customer: string | null;
  country: string;
}

/** Why a line was left out; `line` counts from 1, the head included, as an editor shows it. */
export interface LineIssue {
  line: number;
  reason: 'columns' | 'invoice' | 'quantity' | 'date' | 'price' | 'description' | 'adjustment' | 'quotes';
  text: string;
}

export interface SalesExport {
  lines: SaleLine[];
  issues: LineIssue[];
}

const services = new Set(['POST', 'DOT', 'M', 'D', 'C2', 'BANK CHARGES', 'S', 'AMAZONFEE', 'CRUK']);
const MAX_UNITS = 100_000;
const COLUMNS = 8;

/** `2,55` → 255; undefined when it is no amount with at most four decimals (the export keeps some at four; they are rounded). */
function minorUnits(text: string): number | undefined {
  if (!/^-?\d{1,9}([.,]\d{1,4})?$/.test(text)) return undefined;
  return Math.round(Number(text.replace(',', '.')) * 100);
}

/** `1/12/2010 08:26` (day first) → UTC ms. */
function instant(text: string): number | undefined {
  const match = /^(\d{1,2})\/(\d{1,2})\/(\d{4}) (\d{1,2}):(\d{2})$/.exec(text);
  if (!match) return undefined;
  const [day, month, year, hour, minute] = match.slice(1).map(Number) as [number, number, number, number, number]; // the pattern has five groups
  const at = Date.UTC(year, month - 1, day, hour, minute);
  const back = new Date(at);
  return back.getUTCDate() === day && back.getUTCMonth() === month - 1 && hour < 24 && minute < 60 ? at : undefined;
}

function readLine(cells: readonly string[]): SaleLine | LineIssue['reason'] {
  const [invoice, stockCode, description, quantity, date, price, customer, country] = cells;
  if (cells.length !== COLUMNS || !stockCode || country === undefined) return 'columns';
  if (!invoice || !/^[A-Z]?\d{6}$/.test(invoice)) return 'invoice';
  const cancelled = invoice.startsWith('C');
  const units = Number(quantity);
  if (!Number.isInteger(units) || units === 0 || Math.abs(units) > MAX_UNITS) return 'quantity';
  if (units < 0 && !cancelled) return 'adjustment';
  const at = instant(date ?? '');
  if (at === undefined) return 'date';
  const unitPrice = minorUnits(price ?? '');
  if (unitPrice === undefined || unitPrice <= 0) return 'price';
  if (!description?.trim()) return 'description';
  const code = stockCode.toUpperCase(); // tills differ in how they write the same code
  return {
    invoice,
    cancelled,
    stockCode: code,
    service: services.has(code),
    description: description.trim().replace(/\s+/g, ' '),
    units: Math.abs(units),
    at,
    unitPrice,
    customer: customer || null,
    country,
  };
}

/** The cells of one line, or undefined when a quote is not closed: in this export a record never spans lines, so damage stays in its line. */
function cellsOf(text: string): string[] | undefined {
  try {
    const records: string[][] = parse(text, { delimiter: ';', relax_quotes: true });
    return records[0] ?? [];
  } catch {
    return undefined;
  }
}

/** Reads a sales export as the Online Retail data set has it: semicolons, decimal commas, day first, a byte-order mark. What cannot be read is listed with its line and reason; the rest stands. */
export function readSalesExport(csv: string): SalesExport {
  const lines: SaleLine[] = [];
  const issues: LineIssue[] = [];
  for (const [index, text] of csv
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    if (index === 0 || text.trim() === '') continue;
    const cells = cellsOf(text);
    const read = cells ? readLine(cells) : 'quotes';
    if (typeof read === 'string') issues.push({ line: index + 1, reason: read, text: text.slice(0, 200) });
    else lines.push(read);
  }
  return { lines, issues };
}
