import { QueryTypes, type Sequelize, type Transaction } from 'sequelize';
import { numbered, type Row, type Sql } from './sql';

/** A Sequelize connection, or a transaction on one, as `Sql`. PostgreSQL's int8 must be parsed to numbers by whoever opens it (`types.setTypeParser(20, Number)`). */
export function sequelizeSql(sequelize: Sequelize, transaction?: Transaction): Sql {
  const within = { raw: true, ...(transaction ? { transaction } : {}) };
  return {
    dialect: sequelize.getDialect() === 'postgres' ? 'postgres' : 'sqlite',
    all: (sql, params = []) =>
      sequelize.query<Row>(numbered(sql), { ...within, bind: [...params], type: QueryTypes.SELECT }),
    run: (sql, params = []) =>
      sequelize.query(numbered(sql), { ...within, bind: [...params], type: QueryTypes.BULKUPDATE }),
  };
}
