import type { AnyRecord, Entity } from '../../shared/kernel/entity';
import { AppError } from '../../shared/kernel/errors';
import { parseInput } from '../../shared/kernel/parse';
import { readable, type Rights, type RowFilter } from '../../shared/kernel/permission';
import { querySchema, type Page, type QueryInput } from '../../shared/kernel/query';
import type { Domain } from '../../shared/kernel/register';
import { decode } from '../../shared/store/codec';
import { cursorOf, orderKeys } from '../../shared/store/keyset-sql';
import { countSql, criteriaOf, pageSql, type Criterion, type Reading } from '../../shared/store/query-sql';
import type { Row } from '../../shared/store/sql';
import { planOf, type Planned } from './read-plan';
import type { Replica } from './store/replica';

/** Rows are counted up to here when there are conditions. */
const COUNT_LIMIT = 1000;

/** The one door for reads: may? → query → rows. */
export class Reader {
  constructor(
    private readonly domain: Domain,
    private readonly replica: Replica,
  ) {}

  /** A page of what this person may see. `forbidden` when he may see none of it; `invalid` names the field that is wrong. */
  async read(input: QueryInput, rights: Rights): Promise<Page<AnyRecord>> {
    const { reading, criteria, planned } = await this.prepare(input, rights);
    const { entity, query } = reading;
    const rows = await this.rows(reading, criteria, planned);
    const page = rows.slice(0, query.limit);
    const last = page.at(-1);
    return {
      rows: page.map((row) => decode(entity, row)),
      next: rows.length > query.limit && last ? cursorOf(orderKeys(entity, query.sort), last) : null,
      count: await this.count(reading, { criteria, planned, read: rows.length }),
      pending: await this.replica.pending(
        entity,
        page.map(({ id }) => String(id)),
      ),
    };
  }

  /** How many rows a query finds for this person, counted no further than `bound`. Errors as of `read`. */
  async countTo(bound: number, input: QueryInput, rights: Rights): Promise<number> {
    const { reading, criteria, planned } = await this.prepare(input, rights);
    const { sql, params } = countSql(reading, { criteria, bound, plan: planned.plan });
    const [row] = await this.replica.reader.all(sql, params);
    return Number(row?.['n'] ?? 0);
  }

  private async prepare(input: QueryInput, rights: Rights) {
    const query = parseInput(querySchema, input);
    const entity = this.domain.entity(query.entity);
    const filter = readable(rights, entity);
    if (filter === 'none') throw new AppError('forbidden', entity.capabilities.read, { reason: 'capability' });
    const reading: Reading = { entity, query, filter, dialect: 'sqlite' };
    const criteria = criteriaOf(reading);
    const rows = await this.replica.count(entity);
    return { reading, criteria, planned: await planOf(this.replica.reader, reading, { criteria, rows }) };
  }

  private async rows(reading: Reading, criteria: readonly Criterion[], { plan }: Planned): Promise<Row[]> {
    const wanted = reading.query.limit + 1;
    const rows: Row[] = [];
    for (const { sql, params } of pageSql(reading, criteria, plan)) {
      rows.push(...(await this.replica.reader.all(sql, params)));
      if (rows.length >= wanted) break;
    }
    return rows.slice(0, wanted);
  }

  private async count(
    reading: Reading,
    { criteria, planned, read }: { criteria: readonly Criterion[]; planned: Planned; read: number },
  ): Promise<Page<never>['count']> {
    const { entity, query, filter } = reading;
    if (query.where.length === 0 && query.search.trim() === '') {
      return { value: await this.countAll(entity, filter), exact: true };
    }
    if (planned.count) return planned.count;
    if (query.after === null && read <= query.limit) return { value: read, exact: true };
    // Most rows meet each condition: counting those that meet all would mean reading them.
    if (planned.plan.order === 'walk') return { value: read, exact: false };
    const { sql, params } = countSql(reading, { criteria, bound: COUNT_LIMIT + 1, plan: planned.plan });
    const [row] = await this.replica.reader.all(sql, params);
    const found = Number(row?.['n'] ?? 0);
    return { value: Math.min(found, COUNT_LIMIT), exact: found <= COUNT_LIMIT };
  }

  /** Without conditions rows are not even looked at: they are kept counted by scope. */
  private async countAll(entity: Entity, filter: RowFilter): Promise<number> {
    const place = 'place' in entity.scope ? entity.scope.place : '';
    const counted = (ids: readonly string[]) =>
      this.replica.count(
        entity,
        ids.map((id) => `${place}/${id}`),
      );
    if (typeof filter === 'string') return this.replica.count(entity);
    if ('ids' in filter) return counted(filter.ids);
    return (await this.replica.count(entity)) - (await counted(filter.except));
  }
}
