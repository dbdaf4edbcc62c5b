-- three_public_per_head: who spends most on 三公 for each of its staff · 人均“三公”经费
-- 三公 of the unit divided by the staff that its narrative states (实有人员). Units
-- that state no staff are left out, and so are those with zero. A department
-- with vehicles for a whole district is not comparable with an office.
-- 仅列出文字说明载有实有人数的单位；承担全区用车保障等职能的单位不宜直接比较。
SELECT p.region AS region, p.unit AS unit, p.scope AS scope, p.fiscal_year AS fiscal_year, p.stage AS stage,
    p.total_yuan AS three_public_yuan, y.staff AS staff, round(toFloat64(p.total_yuan) / y.staff, 2) AS yuan_per_head, p.document AS document, p.page AS page
FROM v_three_public AS p
INNER JOIN (SELECT unit_id, scope, fiscal_year, stage, staff FROM v_unit_year WHERE staff > 0) AS y
    ON p.unit_id = y.unit_id AND p.scope = y.scope AND p.fiscal_year = y.fiscal_year AND p.stage = y.stage
WHERE p.total_yuan IS NOT NULL
ORDER BY fiscal_year, stage, yuan_per_head DESC, unit;
