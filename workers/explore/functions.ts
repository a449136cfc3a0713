/** Functions that a statement of a person may call: they compute from their arguments, and from nothing else. A name that is not here is refused. */
export const FUNCTIONS: ReadonlySet<string> = new Set(
  `
any_value approx_count_distinct approx_quantile arg_max arg_min argmax argmin avg bit_and bit_or bit_xor bool_and bool_or corr count count_if
countif covar_pop covar_samp entropy favg first fsum kurtosis last list listagg array_agg string_agg group_concat mad max max_by mean median min
min_by mode product quantile quantile_cont quantile_disc regr_avgx regr_avgy regr_count regr_intercept regr_r2 regr_slope regr_sxx regr_sxy regr_syy
skewness stddev stddev_pop stddev_samp sum var_pop var_samp variance histogram geomean wavg weighted_avg
row_number rank dense_rank percent_rank cume_dist ntile lag lead first_value last_value nth_value
abs acos asin atan atan2 cbrt ceil ceiling cos cot degrees even exp floor gcd greatest lcm least ln log log10 log2 mod pi pow power radians round
round_even sign sin sqrt tan trunc isfinite isinf isnan fdiv fmod divide
ascii bar base64 chr concat concat_ws contains damerau_levenshtein ends_with format hamming hash hex instr jaccard jaro_similarity
jaro_winkler_similarity lcase left length len levenshtein lower ltrim md5 nfc_normalize position prefix printf regexp_escape regexp_extract
regexp_extract_all regexp_full_match regexp_matches regexp_replace replace reverse right rtrim split split_part starts_with str_split string_split
strip_accents strlen strpos substr substring suffix translate trim ucase unicode upper
age century date_add date_diff date_part date_sub date_trunc datediff datepart datesub datetrunc day dayname dayofmonth dayofweek dayofyear decade
epoch epoch_ms extract hour isodow isoyear last_day make_date make_time make_timestamp minute month monthname quarter second strftime strptime
time_bucket to_days to_hours to_minutes to_months to_seconds to_weeks to_years try_strptime week weekday weekofyear year yearweek
array_contains array_has array_length array_position array_slice array_sort array_to_string array_value element_at flatten list_any_value list_avg
list_concat list_contains list_count list_distinct list_element list_extract list_filter list_first list_has list_last list_max list_median list_min
list_position list_reverse list_reverse_sort list_slice list_sort list_sum list_transform list_unique list_value map map_contains map_entries
map_extract map_keys map_values row struct_extract struct_pack
coalesce ifnull nullif if typeof bin to_base unbin unhex
`
    .trim()
    .split(/\s+/),
)

/** Functions that may stand where a table does. As values they could make a list of any size before anything can be stopped. */
export const TABLE_FUNCTIONS: ReadonlySet<string> = new Set(['range', 'generate_series', 'unnest'])

/** Words of the language that a parenthesis may follow. */
export const BEFORE_PARENTHESIS: ReadonlySet<string> = new Set(
  `
all and any array as between by case cast columns cube decimal distinct else end except exclude exists filter from group grouping grouping_id having
ignore in intersect interval is join lateral like ilike limit materialized not nulls numeric offset on or order over partition qualify recursive
rollup select sets similar some struct then try_cast union using values varchar when where window with within unnest
`
    .trim()
    .split(/\s+/),
)
