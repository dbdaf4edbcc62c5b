-- spending_by_cofog: general public budget by the functions of COFOG · 按联合国政府职能分类的支出
-- Classes (类) are mapped to divisions approximately: there is no official table.
-- Pensions, medical care and housing of a unit's own staff (20805xx, 21011xx,
-- 22102xx) are booked as social protection, health and housing; they stand in
-- staff_yuan, so that they can be taken out. Only documents that may be added
-- up count: the sum is of what was published and read, not of the district.
-- 对应关系为近似；本单位人员的养老、医疗、公积金另列 staff_yuan；合计仅限已采集且可相加的文档。
SELECT s.region AS region, s.fiscal_year AS fiscal_year, s.stage AS stage, if(c.cofog = '', '未对应', c.cofog) AS cofog,
    sum(s.yuan) AS yuan, sumIf(s.yuan, match(s.code, '^(20805|21011|22102)')) AS staff_yuan, uniqExact(s.document) AS documents
FROM v_spending AS s
LEFT JOIN (SELECT code, cofog FROM v_classification WHERE code_scheme = 'func') AS c ON substring(s.code, 1, 3) = c.code
GROUP BY region, fiscal_year, stage, cofog
ORDER BY region, fiscal_year, stage, cofog;
