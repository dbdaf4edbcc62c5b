-- publication_lag: how long disclosures took · 公开及时性
-- Days from 1 January of the year (budget) or of the next year (accounts) to the
-- date of the article, because the date of approval, from which the law counts
-- twenty days, is not in the documents. Undated articles are counted beside.
-- 批复日期不在文档中，故自当年（决算为次年）1月1日起算；无日期的另计。
SELECT region, fiscal_year, stage, count() AS documents, countIf(published_on IS NULL) AS undated,
    quantileExactIf(0.5)(lag, published_on IS NOT NULL) AS median_days, minIf(lag, published_on IS NOT NULL) AS first_days, maxIf(lag, published_on IS NOT NULL) AS last_days,
    argMaxIf(unit, lag, published_on IS NOT NULL) AS last_unit
FROM (
    SELECT *, dateDiff('day', makeDate(fiscal_year + (stage = 'final'), 1, 1), coalesce(published_on, toDate(0))) AS lag
    FROM v_document WHERE status = 'ok' AND fiscal_year != 0 AND stage != ''
)
GROUP BY region, fiscal_year, stage
ORDER BY region, fiscal_year, stage;
