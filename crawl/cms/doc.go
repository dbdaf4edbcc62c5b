// Package cms reads the list and article pages of the content management
// systems (CMS) that governments publish with. It fetches nothing.
//
//   - A list page (列表页) links articles; further pages of it are Requests.
//   - An article page (正文页) attaches documents (附件); some pages are both.
//   - A column (栏目) is a link to another list.
//   - A family (系统) is one CMS with its way of paging. Families are detected
//     by what stands on the page; what none recognises is read by its links
//     of the next page (下一页), the way a person would.
package cms
