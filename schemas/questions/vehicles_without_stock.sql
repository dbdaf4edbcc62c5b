-- vehicles_without_stock: money for running vehicles, and none to run · 无车辆而有运行维护费
-- The narrative states zero vehicles, and 三公 print a cost of running vehicles.
-- Vehicles may be hired, or belong to a pool that another office accounts for.
-- 车辆可能为租用或由机关事务部门统一管理。
SELECT p.region AS region, p.unit AS unit, p.scope AS scope, p.fiscal_year AS fiscal_year, p.stage AS stage,
    p.vehicle_operation_yuan AS vehicle_operation_yuan, y.vehicles AS vehicles, p.document AS document, p.page AS page
FROM v_three_public AS p
INNER JOIN (SELECT unit_id, scope, fiscal_year, stage, vehicles FROM v_unit_year WHERE vehicles = 0) AS y
    ON p.unit_id = y.unit_id AND p.scope = y.scope AND p.fiscal_year = y.fiscal_year AND p.stage = y.stage
WHERE p.vehicle_operation_yuan > 0
ORDER BY vehicle_operation_yuan DESC, unit, fiscal_year;
