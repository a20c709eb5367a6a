import { Button, Textarea } from '@mantine/core';
import { useRef, type KeyboardEvent } from 'react';
import { commentOrder } from '../../../../shared/domain/sales/comment-order';
import { orderComment } from '../../../../shared/domain/sales/order-comment';
import { useGesture } from '../../../bridge/gestures/use-gesture';
import { useMutate } from '../../../bridge/use-mutate';
import { useRecords } from '../../../bridge/use-records';
import { useMay } from '../../../bridge/use-session';
import { Section } from '../../../kit/page/section';
import { DateText } from '../../../kit/show/date-text';
import { formatScaled } from '../../../kit/show/format-number';
import { RefTitle } from '../../../screens/fields/parts/ref-title';
import { useSave } from '../../../bridge/gestures/use-save';
import { useShortcuts } from '../../../kit/keys/use-shortcuts';
import { ProblemNote } from '../../../screens/text/problem-note';
import type { Wording } from '../../../screens/text/wording';
import { useKeptText } from '../use-kept-text';
import { PendingDot } from './pending-dot';
import own from './order.module.css';
import styles from '../orders.module.css';

interface CommentsSectionProps {
  readonly orderId: string;
  readonly storeId: string;
  readonly wording: Wording;
}

/** What the staff say about an order, and a field to say more. What is typed is kept until it is sent. */
export function CommentsSection({ orderId, storeId, wording }: CommentsSectionProps) {
  const { t, locale } = wording;
  const may = useMay(commentOrder.capability, { kind: 'store', id: storeId });
  const comments = useRecords(orderComment, { where: [{ field: 'orderId', op: 'eq', value: orderId }], limit: 200 });
  const [text, setText] = useKeptText(`order-comment:${orderId}`);
  const mutate = useMutate();
  const uidFor = useGesture();
  const save = useSave();
  const field = useRef<HTMLTextAreaElement>(null);
  useShortcuts(may ? [{ keys: ['c'], title: 'orders.addComment', run: () => field.current?.focus() }] : []);
  const args = { orderId, text: text.trim() };
  const send = async () => {
    if (args.text !== '' && (await save.run(() => mutate(commentOrder, args, { uid: uidFor(args) })))) setText('');
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void send();
  };
  const count = comments.count.value > 0 ? formatScaled(comments.count.value, 0, { locale }) : undefined;
  return (
    <Section title={t('orders.comments')} note={count}>
      {comments.error && <ProblemNote error={comments.error} />}
      <ul className={own.comments}>
        {comments.rows.map((comment) => (
          <li key={comment.id} className={own.comment}>
            <p className={own.commentHead}>
              <PendingDot shown={comments.pending.includes(comment.id)} />
              <span className={own.who}>
                <RefTitle entity="user" id={comment.actorId} wording={wording} />
              </span>
              <span className={styles.quiet}>
                <DateText at={comment.at} locale={locale} />
              </span>
            </p>
            <p className={own.commentText}>{comment.text}</p>
          </li>
        ))}
      </ul>
      {!may && !comments.loading && comments.rows.length === 0 && (
        <p className={styles.none}>{t('orders.noComments')}</p>
      )}
      {may && (
        <form
          className={own.say}
          onSubmit={(event) => {
            event.preventDefault();
            void send();
          }}
        >
          <Textarea
            ref={field}
            aria-label={t('orders.addComment')}
            placeholder={t('orders.commentPlaceholder')}
            autosize
            minRows={1}
            maxRows={8}
            maxLength={orderComment.fields.text.options.max}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            onKeyDown={onKeyDown}
          />
          <Button
            type="submit"
            variant="default"
            disabled={args.text === ''}
            loading={save.busy}
            title={t('orders.commentKeys')}
          >
            {t('orders.addComment')}
          </Button>
        </form>
      )}
      {save.error && <ProblemNote error={save.error} />}
    </Section>
  );
}
