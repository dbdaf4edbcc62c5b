-- three_public: spending on 三公 by unit · 各单位“三公”经费
-- Official trips abroad, vehicles and receptions, in yuan, from the statutory
-- table (three_public, F07), else from the narrative; basis says which. In final
-- accounts only the columns of the accounts (决算数) count. NULL means that
-- nothing is printed, which is not zero.
-- 取自“三公”经费表，无表时取文字说明；决算只取决算数。空值表示未印数字，不等于零。
SELECT region, unit, scope, fiscal_year, stage,
    if(count(table_total) > 0, max(table_total), max(text_total)) AS three_public_yuan,
    if(count(table_total) > 0, max(table_abroad), max(text_abroad)) AS abroad_yuan,
    if(count(table_total) > 0, max(table_vehicles), max(text_vehicles)) AS vehicles_yuan,
    if(count(table_total) > 0, max(table_reception), max(text_reception)) AS reception_yuan,
    if(count(table_total) > 0, 'table', 'narrative') AS basis
FROM (
    SELECT region, unit_id, unit, scope, fiscal_year, stage,
        maxIf(amount, measure = 'three_public.total') AS table_total,
        maxIf(amount, measure = 'three_public.abroad') AS table_abroad,
        maxIf(amount, measure = 'three_public.vehicles') AS table_vehicles,
        maxIf(amount, measure = 'three_public.reception') AS table_reception,
        CAST(NULL AS Nullable(Decimal(20, 2))) AS text_total, CAST(NULL AS Nullable(Decimal(20, 2))) AS text_abroad,
        CAST(NULL AS Nullable(Decimal(20, 2))) AS text_vehicles, CAST(NULL AS Nullable(Decimal(20, 2))) AS text_reception
    FROM v_amount
    WHERE table_key IN ('three_public', 'F07')
        AND NOT arrayExists(h -> match(h, '上年|增减|增长'), column_path)
        AND (stage != 'final' OR NOT arrayExists(h -> match(h, '预算'), column_path))
    GROUP BY region, unit_id, unit, scope, fiscal_year, stage
    UNION ALL
    SELECT region, unit_id, unit, scope, fiscal_year, stage,
        CAST(NULL AS Nullable(Decimal(20, 2))), CAST(NULL AS Nullable(Decimal(20, 2))),
        CAST(NULL AS Nullable(Decimal(20, 2))), CAST(NULL AS Nullable(Decimal(20, 2))),
        maxIf(amount, measure = 'three_public.total'), maxIf(amount, measure = 'three_public.abroad'),
        maxIf(amount, measure IN ('three_public.vehicles', 'three_public.vehicle')), maxIf(amount, measure = 'three_public.reception')
    FROM v_narrative
    WHERE kind = 'money' AND startsWith(measure, 'three_public')
    GROUP BY region, unit_id, unit, scope, fiscal_year, stage
)
GROUP BY region, unit_id, unit, scope, fiscal_year, stage
ORDER BY region, fiscal_year, stage, three_public_yuan DESC NULLS LAST, unit;
