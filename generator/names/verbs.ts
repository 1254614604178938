/** Verbs that a method name begins with: what is left of an operation id without its grep group must start with one to stand alone. */
export const VERBS: ReadonlySet<string> = new Set(
  (
    "abort accept acknowledge activate add adopt adjust aggregate allow analyze answer append apply approve archive assign attach attempt audit authenticate authorize backup ban batch begin bind " +
    "block book build bulk calculate call cancel capture change charge check claim clear clone close collect commit compare complete compose compute confirm connect " +
    "convert copy count create cut deactivate decline decrypt delete deliver deny deploy deregister describe destroy detach detect disable disconnect discover dismiss dispatch " +
    "download drain duplicate edit embed enable encode encrypt end enqueue ensure enter estimate evaluate exchange execute exists expand expire explain export extend " +
    "extract fail fetch fill filter find finish follow force fork fulfill generate get give grant group halt handle hangup head hide identify import index ingest init initiate insert inspect " +
    "install invalidate invite invoke issue join keep kill label leave link list load lock login logout lookup make mark match merge migrate modify monitor move mute notify " +
    "obtain open order parse partial patch pause pay peek perform pin ping place play poll pop post predict prepare preview print process promote provision prune publish pull purge push put " +
    "query queue quote read reboot rebuild receive recover redeem redirect reframe refer refresh refund regenerate register reject release reload remove rename render renew reopen " +
    "reorder replace replicate reply report request rerank rerun reschedule resend reserve reset resize resolve restart restore resume retain retrieve retry return revert review revoke " +
    "rollback rotate run sanitize save scale scan schedule score scroll search select send set share show sign simulate skip snapshot solve sort split standby star start stat stop store stream " +
    "submit subscribe suggest suspend swap switch sync synchronize tag take terminate test toggle touch track train transfer transform translate trigger truncate unarchive unassign " +
    "unban unblock undelete undo unfollow uninstall unlink unlock unmute unpause unpin unpublish unregister unset unshare unstar unsubscribe untag unwatch update upgrade upload upscale upsert use validate verify view " +
    "void vote wait warm watch withdraw write"
  ).split(" "),
);
