import { IconTag } from '@tabler/icons-react';
import { useNavigate, useSearchParams } from 'react-router';
import { variant } from '../../../../shared/domain/catalog/variant';
import { useRecord } from '../../../bridge/use-record';
import { EmptyState } from '../../../kit/page/empty-state';
import { RecordHead } from '../../../kit/page/record-head';
import { RefPicker } from '../../../screens/fields/parts/ref-picker';
import { useScanHandler } from '../../../bridge/scan/scan-registry';
import { ProblemNote } from '../../../screens/text/problem-note';
import { useWording } from '../../../screens/text/wording';
import { LabelForm } from './label-form';
import styles from '../labels.module.css';

/** Prints labels: choose or scan an article, see what will come out, Enter. Scanning the next article goes straight on with it. */
export function PrintPage() {
  const wording = useWording();
  const { t } = wording;
  const navigate = useNavigate();
  const [search, setSearch] = useSearchParams();
  const variantId = search.get('variantId');
  const code = search.get('code');
  const { record, error } = useRecord(variant, variantId);
  const choose = (id: string | null, chosenCode?: string) =>
    setSearch({ ...(id ? { variantId: id } : {}), ...(chosenCode ? { code: chosenCode } : {}) }, { replace: true });
  useScanHandler(({ code: scanned, result }) => {
    if (result.kind !== 'variant') return false;
    choose(result.id, scanned);
    return true;
  });
  const name = record && (wording.text(record.name) || record.sku);
  return (
    <div className={styles.page}>
      <RecordHead
        title={t('labels.print')}
        {...(name ? { detail: <span>{name}</span> } : {})}
        close={{ label: t('common.close'), onClose: () => void navigate(-1) }}
      />
      <div className={styles.scroll}>
        <div className={styles.work}>
          <RefPicker
            entity={variant}
            value={variantId}
            onChange={(id) => choose(id)}
            label={t('labels.article')}
            wording={wording}
            {...(variantId ? {} : { autoFocus: true })}
          />
          {error && <ProblemNote error={error} />}
          {record ? (
            <LabelForm
              key={record.id}
              article={record}
              code={code}
              onCode={(next) => choose(record.id, next ?? undefined)}
              wording={wording}
            />
          ) : (
            !error && (
              <div className={styles.empty}>
                <EmptyState icon={IconTag} title={t('labels.noArticle')} advice={t('labels.noArticleAdvice')} />
              </div>
            )
          )}
        </div>
      </div>
    </div>
  );
}
