-- three_public: spending on 三公 by unit · 各单位“三公”经费
-- Official trips abroad, vehicles and receptions, in yuan, from the statutory
-- table (three_public, F07), else from the narrative; basis says which. In final
-- accounts only the columns of the accounts (决算数) count. NULL means that
-- nothing is printed, which is not zero. The total holds its parts.
-- 取自“三公”经费表，无表时取文字说明；决算只取决算数。空值表示未印数字，不等于零；合计含各分项。
SELECT region, unit, scope, fiscal_year, stage, total_yuan AS three_public_yuan, abroad_yuan, vehicles_yuan, reception_yuan, basis
FROM v_three_public
ORDER BY region, fiscal_year, stage, three_public_yuan DESC NULLS LAST, unit;
