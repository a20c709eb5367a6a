import { useLocation, useNavigate } from 'react-router';
import { domain } from '../../../shared/domain/domain';
import type { Entity } from '../../../shared/kernel/entity';
import { useRecord } from '../../bridge/use-record';
import { BreadcrumbTrail } from '../../kit/frame/breadcrumb-trail';
import { listPath } from '../../screens/address';
import { recordReference, recordTitle } from '../../screens/text/record-title';
import { useWording, type Wording } from '../../screens/text/wording';
import { pageAt, type NavSection } from '../navigation';

type Step = { readonly label: string; readonly href?: string };

/** Where one is: area, page, record. */
export function Crumbs({ sections }: { readonly sections: readonly NavSection[] }) {
  const wording = useWording();
  const { t } = wording;
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const [, area, name, id] = pathname.split('/').map(decodeURIComponent);
  const entity = domain.entities.find((one) => one.name === name && one.area === area);
  const page = pageAt(sections, pathname);
  const section = sections.find(({ pages }) => page && pages.includes(page));
  const title = page && (typeof page.title === 'string' ? t(page.title) : wording.many(page.title));
  const group = section && section.pages.length > 1 ? t(`areas.${section.group}`) : undefined;
  const steps: Step[] = group && group !== title ? [{ label: group }] : [];
  if (entity) steps.push({ label: wording.many(entity), href: `#${listPath(entity)}` });
  else if (title) steps.push({ label: title });
  const follow = (href: string) => void navigate(href.slice(1));
  if (entity && id === 'new') steps.push({ label: t('form.new', { one: wording.one(entity) }) });
  if (entity && id && id !== 'new') return <RecordCrumbs {...{ entity, id, steps, wording, follow }} />;
  return <BreadcrumbTrail steps={steps} name={t('frame.where')} onNavigate={follow} />;
}

interface RecordCrumbsProps {
  readonly entity: Entity;
  readonly id: string;
  readonly steps: readonly Step[];
  readonly wording: Wording;
  readonly follow: (href: string) => void;
}

function RecordCrumbs({ entity, id, steps, wording, follow }: RecordCrumbsProps) {
  const { record } = useRecord(entity, id);
  const label = record ? (recordReference(entity, record) ?? recordTitle(entity, record, wording)) : '…';
  return <BreadcrumbTrail steps={[...steps, { label }]} name={wording.t('frame.where')} onNavigate={follow} />;
}
