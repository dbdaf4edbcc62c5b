-- booked_as_other: share of the money that is booked as 其他 (…99) · 记入“其他”科目的比重
-- Items whose last two digits are 99 say nothing about what the money is for.
-- Some offices have no other item to book on.
-- 部分单位的职能本无专门科目，比重高不必然有问题。
SELECT region, any(unit) AS unit, scope, fiscal_year, stage, sum(yuan) AS total_yuan, sumIf(yuan, substring(code, 6, 2) = '99') AS other_yuan,
    round(toFloat64(other_yuan) / toFloat64(total_yuan) * 100, 2) AS other_percent, any(document) AS document
FROM v_item
WHERE coalesce(adds_up, 1) AND unit_id != ''
GROUP BY region, unit_id, scope, fiscal_year, stage
HAVING other_yuan > 0 AND total_yuan > 0
ORDER BY other_percent DESC, other_yuan DESC, unit, fiscal_year;
