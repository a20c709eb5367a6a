import type { AnyRecord } from '../../../shared/kernel/entity';
import type { ContentLocale } from '../../../shared/kernel/field';
import type { Page, QueryInput } from '../../../shared/kernel/query';
import type { Resolution } from '../../../shared/labels/dots';
import type { LabelLayout } from '../../../shared/labels/label-layout';
import { layoutLabel } from '../../../shared/labels/layout';
import { labelsPdf } from '../../../shared/labels/pdf';
import { labelSvg } from '../../../shared/labels/svg';
import type { CallOutput, Label } from '../../../shared/protocol/ipc';
import type { Files } from '../ports';
import { labelData } from './label-data';
import { designOf } from './label-designs';
import { warningText } from './label-warnings';

interface Needs {
  readonly read: (query: QueryInput) => Promise<Page<AnyRecord>>;
  readonly language: ContentLocale;
}

/** A label filled from its variant and laid out at the printer's resolution (default: the design's). `title` names it to people. */
export async function layoutOf(
  { read, language }: Needs,
  label: Label,
  dpi?: Resolution,
): Promise<{ layout: LabelLayout; title: string }> {
  const design = await designOf(read, label.designId);
  const data = await labelData(read, label, language);
  return { layout: layoutLabel(design, data, dpi), title: data['name'] || data['sku'] || design.name };
}

/** What will come out, as a picture, with what a person should know before. */
export async function previewLabel(needs: Needs, label: Label): Promise<CallOutput<'label.preview'>> {
  const { layout } = await layoutOf(needs, label);
  return {
    svg: labelSvg(layout),
    ...layout.size,
    warnings: layout.warnings.map((warning) => warningText(warning, needs.language)),
  };
}

/** Saves the label as PDF, one page a copy, where the person chooses. */
export async function saveLabelPdf(
  needs: Needs & { files: Files },
  { copies, ...label }: Label & { copies: number },
): Promise<CallOutput<'label.pdf'>> {
  const { layout, title } = await layoutOf(needs, label);
  const bytes = await labelsPdf(Array.from({ length: copies }, () => layout));
  return { path: await needs.files.saveAs(`${title}.pdf`, bytes) };
}
