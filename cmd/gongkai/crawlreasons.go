package main

import (
	"gongkai/crawl"
)

// reasonNames are the crawl's reasons for people.
var reasonNames = map[crawl.Reason]string{
	crawl.ReasonChallenge: "人机验证", crawl.ReasonRobots: "robots 不许", crawl.ReasonForbidden: "拒绝访问", crawl.ReasonNotFound: "不存在", crawl.ReasonGone: "已删除",
	crawl.ReasonSoft404: "页面不存在", crawl.ReasonLogin: "要求登录", crawl.ReasonShell: "空壳页面", crawl.ReasonHTML: "得到网页而非文件", crawl.ReasonTruncated: "不完整",
	crawl.ReasonEmpty: "空文件", crawl.ReasonTooLarge: "过大", crawl.ReasonTimeout: "超时", crawl.ReasonConnection: "连接失败", crawl.ReasonTLS: "证书或 TLS 不合要求",
	crawl.ReasonServer: "服务器错误", crawl.ReasonThrottled: "限流", crawl.ReasonRedirect: "转向站外", crawl.ReasonArchive: "压缩包打不开", crawl.ReasonEncrypted: "压缩包加密",
	crawl.ReasonStatus: "状态码异常", crawl.ReasonBroken: "其他",
}

// mostTold of a source's failures are told one by one.
const mostTold = 5

// sayFailed says which addresses of a source gave nothing, and why.
func (a *app) sayFailed(r crawl.Report) {
	if len(r.Failed) == 0 {
		return
	}
	n := 0
	for _, k := range r.Failed {
		n += k
	}
	a.say("%s%s: 未取得 nothing came of %s", labelCrawl, r.Source, count(n, "address"))
	told := r.Failures[:min(len(r.Failures), mostTold)]
	for _, f := range told {
		title := ""
		if f.Title != "" {
			title = "《" + f.Title + "》 "
		}
		again := ""
		if !f.Again.IsZero() {
			again = ", asked again after " + f.Again.In(shanghai).Format("2006-01-02 15:04")
		}
		a.say("- %s %s: %s%s%s\n    %s", reasonNames[f.Reason], f.Reason, title, f.Detail, again, f.URL)
	}
	if more := n - len(told); more > 0 {
		a.say("- 另有 %d more: %s", more, joined(r.Failed))
	}
}
