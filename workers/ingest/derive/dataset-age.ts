import { type Sql, sql } from '../../db/sql'

/**
 * SELECT of dataset_no and age, the higher the newer (domain.md 1, Dedupe), over the datasets that meet `condition` (alias d). Corrected rows are of
 * the age of the dataset that they were rejected from, as if one file had held them all; without it they are a file of their own.
 */
export const datasetAges = (condition: Sql): Sql => sql`
  SELECT d.dataset_no, dense_rank() OVER (ORDER BY coalesce(p.exported_at, p.uploaded_at, d.exported_at, d.uploaded_at), coalesce(p.uploaded_at, d.uploaded_at),
    coalesce(p.dataset_id, d.dataset_id)) AS age
  FROM dataset d LEFT JOIN correction c USING (dataset_no) LEFT JOIN dataset p ON p.dataset_id = c.corrects AND p.source = d.source AND p.kind = d.kind WHERE ${condition}`
