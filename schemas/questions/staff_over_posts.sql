-- staff_over_posts: more staff than posts · 实有人数超过编制
-- Both numbers as the narrative states them. Hired staff without a post
-- (编外人员) are sometimes counted with the others.
-- 部分单位将编外人员一并计入实有人数。
SELECT region, unit, scope, fiscal_year, stage, posts, staff, staff - posts AS over, document
FROM v_unit_year
WHERE posts > 0 AND staff > posts
ORDER BY over DESC, unit, fiscal_year;
