/** The right to read the audit log: what everybody did, as far as one may read the rows that were touched. */
export const READ_AUDIT = 'administration.audit.read';
