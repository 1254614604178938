/** Verbs that a method name begins with: what is left of an operation id without its group must start with one to stand alone. */
export const VERBS: ReadonlySet<string> = new Set(
  (
    "abort accept acknowledge activate add adopt allow analyze answer append apply approve archive assign attach audit authenticate authorize backup batch begin bind " +
    "block book build bulk calculate call cancel capture change charge check claim clear clone close collect commit compare complete compute confirm connect " +
    "convert copy count create cut deactivate decline decrypt delete deliver deny deploy deregister describe destroy detach detect disable disconnect discover dismiss dispatch " +
    "download drain duplicate edit embed enable encode encrypt end enqueue ensure enter estimate evaluate exchange execute exists expand expire explain export extend " +
    "extract fail fetch fill filter find finish follow force fork generate get give grant group halt handle head hide identify import index ingest init initiate insert inspect " +
    "install invalidate invite invoke issue join keep kill label leave link list load lock login logout lookup make mark match merge migrate modify monitor move mute notify " +
    "obtain open order partial patch pause pay peek perform pin ping place play poll pop post predict prepare preview print process promote provision publish pull purge push put " +
    "query queue quote read reboot rebuild receive recover redeem redirect refresh refund regenerate register reject release reload remove rename render renew reopen " +
    "reorder replace replicate reply report request rerank rerun reschedule resend reserve reset resize resolve restart restore resume retrieve retry return revert review revoke " +
    "rollback rotate run save scale scan schedule score search select send set share show sign simulate skip snapshot solve sort split star start stat stop store stream " +
    "submit subscribe suggest suspend swap switch sync synchronize tag take terminate test toggle track train transfer transform translate trigger truncate unarchive unassign " +
    "unblock undelete undo unfollow uninstall unlink unlock unmute unpin unpublish unregister unset unstar unsubscribe untag unwatch update upgrade upload upsert use validate verify view " +
    "void vote wait warm watch withdraw write"
  ).split(" "),
);
