// Package samples holds the sample documents (示例) that `gongkai demo`
// publishes and that tests read: PDFs made by script from sources in this
// folder, so that the whole way can be walked without a network.
//
//   - The seed is a faithful PDF of a real unit budget of 2023 with its own
//     defects: two tables without a grid that nobody declared empty, captions
//     that differ from the catalogue, literal <p> tags in a cell. seed.txt is
//     its text and structure.
//   - The made-up set is about units whose names end in （示例）; its amounts
//     come from a deterministic generator, so that they add up wherever the
//     sample does not want a contradiction. Nothing in it was ever disclosed.
//   - An Article is what a site publishes on one page: a title, a date and
//     files. The corrected reissue (更正) is dated after what it corrects.
//
// # The made-up set
//
// Two units, 西安市高陵区人力资源和社会保障信息中心（示例） (140901) and
// 西安市高陵区就业服务中心（示例） (140902), of one made-up department:
//
//   - The first has its budgets of 2022 and 2023, the latter corrected later
//     (办公费 is 3,000 yuan more, and every sum and sentence above it), and the
//     final accounts of 2023. Projects spent 55% of their budget. 公开05表 of
//     the accounts prints the project spending of 2080199 with two digits
//     swapped: 6.22 became 2.62. Nothing else contradicts itself.
//   - The second has a 三公 table on an A3 page and, in 2022, its narrative and
//     its tables in two files. Of its 2021 budget there is only an image.
//   - The file of the first unit's 2024 budget is an HTML page named .pdf.
//
// Percentages of the text are worked out before rounding, as offices do it, so
// that some hold only within rounding.
//
// # Truth
//
// testdata/seed.truth.json says what the seed says. It is worked out by
// make/truth*.go from seed.txt and shares no code with the stages it judges:
//
//   - document: gongkai.DocumentInfo.
//   - tables: the fifteen captions in their order; key, number (without
//     spaces), title (of the caption, not of the catalogue), state,
//     currency_unit, declared_empty, empty_reason.
//   - facts: the 420 amount cells, 177 numbers and 243 blanks. row and col
//     index the table as printed, from 0, headers included; label is the row's,
//     path the labels from the top of its hierarchy; column holds the headers
//     over the cell, top first, a merged one once; amount is yuan or null.
//     Cells beside an empty label are no facts. measure of the totals with
//     panels is "budget" (预算数).
//   - narrative: the 43 quantitative statements in the order of the text;
//     section is the path of its headings of the first three ranks (第一部分,
//     一、 and （一）), joined by " / "; subject is how the text names it.
//   - targets: the 17 rows of the two filled forms of performance goals,
//     spaces that line breaks left in labels taken out.
//   - checks: the 282 identities of general families; id and kind are names,
//     verdict is holds, rounding or fails. Five fail and three hold only within
//     rounding: they are the seed's own.
//
// # Making them again
//
// `make samples` (go run ./internal/samples/make) needs LibreOffice with the
// Noto CJK fonts, and poppler's pdftoppm. Dates and identifiers in the PDFs are
// fixed afterwards, so that the same versions of those tools give the same
// bytes; another version of LibreOffice or of the fonts sets the same text a
// little differently, and the tests hold for that too.
package samples
