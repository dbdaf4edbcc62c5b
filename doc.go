// Package gongkai holds the words of the project: what passes between the
// stages and the kinds of failure. It knows no technology; the stages
// (crawl, archive, extract, transform, load) and the pipeline that runs them
// all speak in these types and never import each other.
//
// The terms, with the Chinese ones beside them:
//
//   - A Source (来源) is a government site with the list pages that are
//     crawled on it.
//   - A Capture (抓取) is one response that was stored: where it stood, when
//     it was fetched and the Digest of its bytes.
//   - A Disclosure (公开) is everything that was published for one unit,
//     fiscal year and stage; often several files of one article.
//   - A Document (文档) is what extraction reads out of one file: paragraphs
//     and tables with their places on the page.
//   - A Table (表) is a grid of Cells under a Caption; a caption whose grid is
//     not there is a Table without cells.
//   - A Reading (判读) is what a Document says: who published it, which
//     statutory table each table is, every amount as a Fact, every
//     quantitative sentence as a Statement, every performance goal as a
//     Target, and the Checks that hold or fail on them.
//   - An Outcome's Status is how reading ended; a file that could not be read
//     is an outcome with a reason and never an empty success.
//   - A Publication is a Reading together with its captures, as it goes into
//     the warehouse.
//
// Money is a decimal from the page to the warehouse. Places on a page are in
// points (1/72 inch) from the top left corner of the page as a person sees it.
package gongkai
