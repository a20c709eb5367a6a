import { BASELINE, hasGlyph, MISSING_WIDTH, textWidth } from './label-font';
import type { DotRect, TextRun } from '../label-layout';

/** A stretch of a line that the font can write, or the empty box that stands for a character that it cannot. In dots. */
export type TextPiece =
  { missing: false; text: string; x: number; width: number } | { missing: true; box: DotRect; thickness: number };

/** Splits a line where its font lacks characters, so that no output drops one silently. */
export function textPieces(run: TextRun): TextPiece[] {
  const pieces: TextPiece[] = [];
  let x = run.textX;
  for (const text of run.text.match(/./gsu) ?? []) {
    const width = textWidth(text, run.fontSize, run.bold);
    const last = pieces.at(-1);
    if (!hasGlyph(text)) pieces.push(emptyBox(run, x));
    else if (last && !last.missing) {
      last.text += text;
      last.width = round(last.width + width);
    } else pieces.push({ missing: false, text, x: round(x), width: round(width) });
    x += width;
  }
  return pieces;
}

function emptyBox(run: TextRun, x: number): TextPiece {
  const gap = run.fontSize * 0.05;
  const width = Math.round((MISSING_WIDTH / 1000) * run.fontSize - 2 * gap);
  const height = Math.round(run.fontSize * 0.7);
  const box = { x: Math.round(x + gap), y: Math.round(run.y + run.fontSize * BASELINE) - height, width, height };
  return { missing: true, box, thickness: Math.max(1, Math.round(run.fontSize / 20)) };
}

const round = (dots: number) => Math.round(dots * 1000) / 1000;
